import JobModel
import JobStore
import Logging

/// The one owner of a simulation that many connections share.
actor SimulationHost {
  /// Why a push connection is woken.
  enum Wake: Sendable {
    case change, heartbeat
  }

  /// What goes wrong on the way between the simulation and its clients.
  nonisolated let faults: FaultDesk
  private var alarm = Alarm()
  private var simulation: Simulation
  private let clock: any JobClock
  /// When all jobs are to be forgotten, the next instant first.
  private var oblivions: [Timestamp]
  private var subscribers: [AsyncStream<Wake>.Continuation] = []
  /// Where it is kept across the end of the process; nothing: nowhere.
  private let archive: ServerArchive?
  private var kept: ServerArchive.Mark?
  /// Why what was commanded last could not be kept, as a clause; nothing: it is.
  private(set) var keepingProblem: String? {
    didSet {
      guard keepingProblem != oldValue else { return }
      if let keepingProblem {
        logger.error("cannot keep what is asked for", metadata: ["why": "\(keepingProblem)"])
      } else {
        logger.notice("keeps what is asked for again")
      }
    }
  }
  private let logger: Logger

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
    self.kept = kept
    var plan = FaultPlan(seed: simulation.rules.seed, speed: simulation.rules.speed)
    oblivions = plan.add(rules, since: clock.now).sorted()
    faults = FaultDesk(plan, clock: clock)
    self.simulation = simulation
    self.clock = clock
  }

  /// Instants at which `wake(at:)` is to be called from now on.
  ///
  /// Each call gives a stream of its own, and the one before falls silent: one whose reader was
  /// cancelled is over for everyone, and a server that takes another's place goes on with its host.
  func deadlines() -> AsyncStream<Timestamp> {
    alarm = Alarm()
    alarm.set(SimulationHost.earliest(simulation.nextChange, oblivions.first))
    return alarm.instants
  }

  /// Forgets all jobs at these instants.
  func forget(at instants: [Timestamp]) {
    oblivions = (oblivions + instants).sorted()
    perform { _, _ in }
  }

  /// Forgets nothing more.
  func remember() {
    oblivions = []
  }

  /// Other rules and faults hold from now on.
  func follow(_ rules: SimulationRules, faults: [FaultRule]) async {
    perform { simulation, now in simulation.follow(rules, at: now) }
    await clearFaults()
    await add(faults)
  }

  /// Asks or commands; whatever changed by it, or by the time that has passed, is told to all.
  func perform<Value: Sendable>(
    _ body: @Sendable (inout Simulation, Timestamp) -> Value
  ) -> Value {
    let known = simulation.revision
    let now = clock.now
    while let oblivion = oblivions.first, oblivion <= now {
      oblivions.removeFirst()
      simulation.forget(at: oblivion)
    }
    simulation.advance(to: now)
    let value = body(&simulation, now)
    keep()
    if simulation.revision != known { tell(.change) }
    alarm.set(SimulationHost.earliest(simulation.nextChange, oblivions.first))
    return value
  }

  /// Before anyone is told: what is acknowledged must survive.
  private func keep() {
    guard let archive else { return simulation.removed = [] }
    do throws(RecordFile.Failure) {
      kept = try archive.keep(simulation, since: kept)
      simulation.removed = []
      keepingProblem = nil
    } catch {
      keepingProblem = error.why
    }
  }

  private static func earliest(_ instants: Timestamp?...) -> Timestamp? {
    instants.compactMap(\.self).min()
  }

  /// Lets pass what is due, at an instant that `deadlines` named.
  func wake(at instant: Timestamp) {
    alarm.rang(at: instant)
    perform { _, _ in }
  }

  /// Shows push connections that the server lives.
  func beat() {
    tell(.heartbeat)
  }

  /// Tells every change from now on to a push connection, until its stream ends, beginning with a
  /// wake at once; gives the present revision.
  func subscribe(_ continuation: AsyncStream<Wake>.Continuation) -> Int {
    perform { _, _ in }
    subscribers.append(continuation)
    continuation.yield(.change)
    return simulation.revision
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

  private func tell(_ wake: Wake) {
    subscribers.removeAll { continuation in
      if case .terminated = continuation.yield(wake) { true } else { false }
    }
  }
}
