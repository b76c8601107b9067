import Dashboard
import DequeModule
import Dispatch
import JobClient
import JobModel
import Screen
import Terminal

/// Gathers what happens into the one queue from which the dashboard's loop is served.
///
/// Keys go through at once. Updates are collected, and go on as one batch at most every 33 ms: more
/// frames than that nobody sees, and each costs a paint.
@MainActor
final class DashboardEvents {
  /// Events that were sent and not taken yet.
  private var queue: Deque<DashboardEvent> = []
  /// Who takes them.
  private var taker: ((DashboardEvent) -> Void)?
  private var isTurnPlanned = false
  /// Whoever waits for the end.
  private var ending: CheckedContinuation<Void, Never>?
  private let clock: any JobClock
  private let recorder: Recorder?
  /// How many of those were sent before somebody interrupted.
  private var overtaken = 0
  /// Whether the event that was taken last is one of those.
  private(set) var isOvertaken = false
  private var waiters: [CheckedContinuation<Void, Never>] = []
  private(set) var isFinished = false
  private var batch: [JobUpdate] = []
  private var lastFlush = Timestamp.epoch
  private var isFlushPlanned = false
  private static let frame = Duration.milliseconds(33)
  /// Updates in one batch: a key may wait for one, which takes a few milliseconds.
  ///
  /// The rest follows when what came meanwhile has been taken.
  static let most = 250
  private var isCutShort = false
  /// What is told after the rest.
  private var followers: [DashboardEvent] = []

  init(clock: any JobClock, recorder: Recorder? = nil) {
    self.clock = clock
    self.recorder = recorder
  }

  func send(_ event: DashboardEvent) {
    recorder?.note(event, at: clock.now)
    if case .key(.control("c")) = event { overtaken = queue.count }
    queue.append(event)
    planTurn()
  }

  /// Hands each event on, in order, until `finish()` or the end of the task; what else the main queue
  /// has comes in between.
  ///
  /// No task waits for an event: whatever a task waits for, it goes on by way of the pool that all tasks
  /// share, and while these work a key waited for half a second.
  func deliver(to taker: @escaping (DashboardEvent) -> Void) async {
    guard !isFinished else { return }
    self.taker = taker
    planTurn()
    await withTaskCancellationHandler {
      await withCheckedContinuation { ending = $0 }
    } onCancel: {
      DispatchQueue.main.async { [self] in MainActor.assumeIsolated { finish() } }
    }
  }

  // Where it is inlined into an async closure Swift 6.3 crashes while it optimises.
  @inline(never)
  private func planTurn() {
    guard taker != nil, !isTurnPlanned, !queue.isEmpty else { return }
    isTurnPlanned = true
    DispatchQueue.main.async { [self] in MainActor.assumeIsolated { takeTurn() } }
  }

  private func takeTurn() {
    isTurnPlanned = false
    guard let taker, let event = queue.popFirst() else { return }
    taker(event)
    planTurn()
  }

  /// Notes that an event was taken.
  /// - Returns: Whether it was the last for now.
  func take() -> Bool {
    if queue.isEmpty, isCutShort { flush() }
    isOvertaken = overtaken > 0
    overtaken = max(0, overtaken - 1)
    if queue.isEmpty {
      for waiter in waiters { waiter.resume() }
      waiters = []
    }
    return queue.isEmpty
  }

  /// Whether another key follows the event that was taken last.
  var isKeyNext: Bool {
    if case .key = queue.first { true } else { false }
  }

  /// Waits until every event that was sent has been taken, or none will be.
  func idle() async {
    guard !queue.isEmpty, !isFinished else { return }
    await withCheckedContinuation { waiters.append($0) }
  }

  /// How the screen is to look from the next frame on; nothing: as before.
  private(set) var newLook: Look?

  /// Changes how the screen looks, and which keys it has.
  func setLook(_ look: Look) {
    newLook = look
    send(
      .configured(
        keys: look.keys,
        commands: look.commands,
        colours: look.serverColours,
        alerts: look.alerts
      )
    )
  }

  /// Takes the new look.
  func takeLook() -> Look? {
    defer { newLook = nil }
    return newLook
  }

  /// Nothing more comes, and nobody waits for what was sent.
  func finish() {
    isFinished = true
    taker = nil
    ending?.resume()
    ending = nil
    for waiter in waiters { waiter.resume() }
    waiters = []
  }

  /// Hands on what one client reports, until it closes.
  func follow(_ client: JobClient) async {
    for await report in client.reports() {
      switch report {
      case .updates(let updates): add(updates)
      case .status(let status): tellBehindBatch(.status(status))
      case .outlook(let outlook): send(.outlook(outlook))
      case .forgotten(let runs):
        // News of them that has not gone on would bring them back.
        batch.removeAll { runs.contains($0.job.run) }
        send(.forgotten(runs))
      case .exchanges(let exchanges): tellBehindBatch(.exchanges(exchanges))
      case .log(let log): send(.log(log))
      case .warning(let warning): send(.told(warning.description))
      }
    }
  }

  func add(_ updates: [JobUpdate]) {
    batch += updates
    guard !isFlushPlanned, !isCutShort else { return }
    let due = lastFlush.advanced(by: Self.frame)
    guard due > clock.now else { return flush() }
    isFlushPlanned = true
    flushes.yield(due)
  }

  /// That a list is whole must not be told before all of it has come, nor an answer be shown beside a
  /// row that does not know of it yet.
  func tellBehindBatch(_ event: DashboardEvent) {
    guard !batch.isEmpty else { return send(event) }
    followers.append(event)
  }

  /// Instants at which a batch is due.
  private let (flushTimes, flushes) = AsyncStream.makeStream(of: Timestamp.self)

  /// Sends batches when they are due; runs beside the clients.
  func flushWhenDue() async {
    for await due in flushTimes {
      try? await clock.sleep(until: due, tolerance: nil)
      isFlushPlanned = false
      flush()
    }
  }

  private func flush() {
    guard !batch.isEmpty else { return }
    lastFlush = clock.now
    let piece = Array(batch.prefix(Self.most))
    isCutShort = piece.count < batch.count
    // Emptied, it would keep room for the longest list that ever came.
    if isCutShort { batch.removeFirst(piece.count) } else { batch = [] }
    send(.updates(piece))
    guard !isCutShort else { return }
    for event in followers { send(event) }
    followers = []
  }
}
