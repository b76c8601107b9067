import JobModel
import JobStore
import Logging
import Synchronization

/// The one owner of a simulation that many connections share.
///
/// A status takes it for less time than a turn of an actor would take; what is written down is
/// written while it is taken, and whoever must not wait for a disk asks with `performIfFree`.
final class SimulationHost: Sendable {
  /// Why a push connection is woken.
  enum Wake: Sendable {
    case change, heartbeat
  }

  /// What goes wrong on the way between the simulation and its clients.
  let faults: FaultDesk
  private let state: Mutex<State>
  private let clock: any JobClock
  /// Where it is kept across the end of the process; nothing: nowhere.
  private let archive: ServerArchive?
  private let logger: Logger

  private struct State: Sendable {
    var simulation: Simulation
    var alarm = Alarm()
    /// When all jobs are to be forgotten, the next instant first.
    var oblivions: [Timestamp]
    var subscribers: [AsyncStream<Wake>.Continuation] = []
    var kept: ServerArchive.Mark?
    var keepingProblem: String?

    mutating func setAlarm() {
      alarm.set([simulation.nextChange, oblivions.first].compactMap(\.self).min())
    }
  }

  init(
    _ simulation: Simulation,
    faults rules: [FaultRule] = [],
    clock: any JobClock,
    archive: ServerArchive? = nil,
    kept: ServerArchive.Mark? = nil,
    logger: Logger = Logger(label: "jobtop.simulator") { _ in SwiftLogNoOpLogHandler() }
  ) {
    self.logger = logger
    self.archive = archive
    var plan = FaultPlan(seed: simulation.rules.seed, speed: simulation.rules.speed)
    let oblivions = plan.add(rules, since: clock.now).sorted()
    faults = FaultDesk(plan, clock: clock)
    state = Mutex(State(simulation: simulation, oblivions: oblivions, kept: kept))
    self.clock = clock
  }

  /// Instants at which `wake(at:)` is to be called from now on.
  ///
  /// Each call gives a stream of its own, and the one before falls silent: one whose reader was
  /// cancelled is over for everyone, and a server that takes another's place goes on with its host.
  func deadlines() -> AsyncStream<Timestamp> {
    state.withLock { state in
      state.alarm = Alarm()
      state.setAlarm()
      return state.alarm.instants
    }
  }

  /// Forgets all jobs at these instants.
  func forget(at instants: [Timestamp]) {
    state.withLock { state in
      state.oblivions = (state.oblivions + instants).sorted()
      perform({ _, _ in }, &state)
    }
  }

  /// Forgets nothing more.
  func remember() {
    state.withLock { $0.oblivions = [] }
  }

  /// Other rules and faults hold from now on.
  func follow(_ rules: SimulationRules, faults: [FaultRule]) {
    perform { simulation, now in simulation.follow(rules, at: now) }
    clearFaults()
    add(faults)
  }

  /// Asks or commands; whatever changed by it, or by the time that has passed, is told to all.
  func perform<Value: Sendable>(
    _ body: @Sendable (inout Simulation, Timestamp) -> Value
  ) -> Value {
    state.withLock { perform(body, &$0) }
  }

  /// The same, for those who must not wait.
  /// - Returns: Nothing where somebody else has the simulation now.
  func performIfFree<Value: Sendable>(
    _ body: @Sendable (inout Simulation, Timestamp) -> Value
  ) -> Value? {
    state.withLockIfAvailable { perform(body, &$0) }
  }

  private func perform<Value: Sendable>(
    _ body: @Sendable (inout Simulation, Timestamp) -> Value,
    _ state: inout State
  ) -> Value {
    let known = state.simulation.revision
    let now = clock.now
    while let oblivion = state.oblivions.first, oblivion <= now {
      state.oblivions.removeFirst()
      state.simulation.forget(at: oblivion)
    }
    state.simulation.advance(to: now)
    let value = body(&state.simulation, now)
    keep(&state)
    if state.simulation.revision != known { tell(.change, &state) }
    state.setAlarm()
    return value
  }

  /// Before anyone is told: what is acknowledged must survive.
  private func keep(_ state: inout State) {
    guard let archive else { return state.simulation.removed = [] }
    let problem: String?
    do throws(RecordFile.Failure) {
      state.kept = try archive.keep(state.simulation, since: state.kept)
      state.simulation.removed = []
      problem = nil
    } catch {
      problem = error.why
    }
    guard problem != state.keepingProblem else { return }
    state.keepingProblem = problem
    if let problem {
      logger.error("cannot keep what is asked for", metadata: ["why": "\(problem)"])
    } else {
      logger.notice("keeps what is asked for again")
    }
  }

  /// Why what was commanded last could not be kept, as a clause; nothing: it is.
  var keepingProblem: String? { state.withLock(\.keepingProblem) }

  /// Lets pass what is due, at an instant that `deadlines` named.
  func wake(at instant: Timestamp) {
    state.withLock { state in
      state.alarm.rang(at: instant)
      perform({ _, _ in }, &state)
    }
  }

  /// Shows push connections that the server lives.
  func beat() {
    state.withLock { tell(.heartbeat, &$0) }
  }

  /// Tells every change from now on to a push connection, until its stream ends, beginning with a
  /// wake at once; gives the present revision.
  func subscribe(_ continuation: AsyncStream<Wake>.Continuation) -> Int {
    state.withLock { state in
      perform({ _, _ in }, &state)
      state.subscribers.append(continuation)
      continuation.yield(.change)
      return state.simulation.revision
    }
  }

  /// What changed after a revision, at most so many jobs, and the revision that this leads to.
  func changes(after known: Int, limit: Int = .max) -> (changes: [JobFacts], revision: Int) {
    perform { simulation, now in
      let changes = simulation.changes(after: known, at: now, limit: limit)
      let isFull = changes.count == limit && limit > 0
      let last = isFull ? changes.last?.revision.flatMap { Int($0) } : nil
      return (changes, last ?? simulation.revision)
    }
  }

  private func tell(_ wake: Wake, _ state: inout State) {
    state.subscribers.removeAll { continuation in
      if case .terminated = continuation.yield(wake) { true } else { false }
    }
  }
}
