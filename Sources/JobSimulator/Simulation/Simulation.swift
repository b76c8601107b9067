import HeapModule
import JobModel
import JobProfile

/// A job server without a network: its jobs as a value that only its commands and time change.
///
/// State is a function of the seed, the commands so far and the instant; asking does not change it,
/// but where the profile draws the end of a job for each answer.
package struct Simulation: Sendable {
  /// What decides how jobs go.
  package private(set) var rules: SimulationRules
  /// By order of creation; nothing where a job was deleted.
  private(set) var slots: [SimulatedJob?] = []
  private(set) var ordinals: [JobID: Int] = [:]
  var keys: [String: [JobID]] = [:]
  /// How many jobs there are.
  package private(set) var count = 0
  /// Counts the changes of all jobs.
  package private(set) var revision = 0
  /// The change log: revisions going up, each with the job that it changed; old ones of a job stay
  /// until they outnumber the jobs.
  private(set) var log: [Change] = []
  private var agenda = Heap<Due>()
  private(set) var arrivals = Arrivals()
  /// How many commands have changed something.
  private(set) var commands = 0
  /// How many of them there had been when all was forgotten last.
  private(set) var oblivion = 0
  /// The places of jobs that are gone, since somebody last took them out of here.
  var removed: [Int] = []

  /// How many changes are remembered.
  package var logLength: Int { log.count }

  struct Change: Sendable {
    let revision: Int
    let ordinal: Int
  }

  /// When a job changes by itself; out of date when that is no longer the job's next change.
  private struct Due: Comparable, Sendable {
    let time: Timestamp
    let ordinal: Int

    static func < (left: Due, right: Due) -> Bool {
      (left.time, left.ordinal) < (right.time, right.ordinal)
    }
  }

  /// Starts a server, with the jobs that its scenario puts there.
  package init(rules: SimulationRules, start: Timestamp) {
    self.rules = rules
    addFirstJobs(at: start)
    arrivals = Arrivals(rules, since: start)
  }

  /// Goes on with jobs that were kept, in the order of their creation.
  init(
    rules: SimulationRules,
    jobs: [SimulatedJob],
    created: Int,
    revision: Int,
    arrivals: Arrivals
  ) {
    self.rules = rules
    self.revision = revision
    self.arrivals = arrivals
    slots = Array(repeating: nil, count: created)
    for job in jobs where job.ordinal < created {
      slots[job.ordinal] = job
      ordinals[job.id] = job.ordinal
      if let key = job.key { keys[key, default: []].append(job.id) }
      if let due = job.due { agenda.insert(Due(time: due, ordinal: job.ordinal)) }
      count += 1
    }
    log = jobs.map { Change(revision: $0.revision, ordinal: $0.ordinal) }
      .sorted { $0.revision < $1.revision }
  }

  /// The jobs from the oldest to the newest.
  package var jobs: [SimulatedJob] { slots.compactMap { $0 } }

  /// How many jobs were ever created.
  var created: Int { slots.count }

  /// The job of that name.
  package subscript(id: JobID) -> SimulatedJob? {
    ordinals[id].flatMap { slots[$0] }
  }

  /// When the next job changes or comes by itself; nothing while none will.
  package var nextChange: Timestamp? {
    [agenda.min?.time, arrivals.next].compactMap(\.self).min()
  }

  /// Lets time pass: what is due happens, in the order of its instants.
  package mutating func advance(to now: Timestamp) {
    while let instant = nextChange, instant <= now {
      if let due = agenda.min, due.time == instant {
        agenda.removeMin()
        if slots[due.ordinal]?.due == due.time { change(due.ordinal, at: due.time) }
        dropOutdated()
      } else {
        arrivals.come()
        _ = add([:], id: nil, key: nil, at: instant)
      }
    }
  }

  /// Other rules hold from now on, with the same draws; jobs that are there go on as they were to.
  package mutating func follow(_ rules: SimulationRules, at now: Timestamp) {
    advance(to: now)
    let seed = self.rules.seed
    self.rules = rules
    self.rules.seed = seed
    arrivals = Arrivals(self.rules, since: now)
    commands += 1
  }

  /// Starts again without a memory; ids that count begin again, those that are drawn do not come
  /// back.
  mutating func forget(at now: Timestamp) {
    advance(to: now)
    slots = []
    ordinals = [:]
    keys = [:]
    count = 0
    log = []
    agenda = Heap()
    // Who waits for a change is to find out.
    revision += 1
    var generator = SeededGenerator(seed: rules.seed, ordinal: revision, purpose: .life)
    rules.seed = generator.next()
    addFirstJobs(at: now)
    arrivals = Arrivals(rules, since: now)
    commands += 1
    oblivion = commands
    removed = []
  }

  // MARK: for commands

  /// A command has changed something.
  mutating func countCommand() {
    commands += 1
  }

  mutating func insert(_ job: SimulatedJob, at now: Timestamp) {
    var job = job
    job.result = rules.result(job.id)
    slots.append(job)
    ordinals[job.id] = job.ordinal
    count += 1
    change(job.ordinal, at: now)
  }

  mutating func update(
    _ ordinal: Int,
    at now: Timestamp,
    _ body: (inout SimulatedJob) -> Void
  ) {
    guard var job = slots[ordinal] else { return }
    body(&job)
    slots[ordinal] = job
    change(ordinal, at: now)
  }

  mutating func remove(_ job: SimulatedJob) {
    slots[job.ordinal] = nil
    ordinals[job.id] = nil
    if let key = job.key { keys[key] = nil }
    count -= 1
    removed.append(job.ordinal)
    dropOutdated()
  }

  /// Counts an answer about a job; what it says changes by it only where ends are drawn afresh.
  mutating func countAnswer(_ ordinal: Int) -> Int {
    guard let answers = slots[ordinal]?.answers else { return 0 }
    slots[ordinal]?.answers = answers + 1
    return answers
  }

  private mutating func change(_ ordinal: Int, at time: Timestamp) {
    guard var job = slots[ordinal] else { return }
    revision += 1
    job.revision = revision
    job.changed = time
    job.due = job.nextChange(after: time)
    slots[ordinal] = job
    log.append(Change(revision: revision, ordinal: ordinal))
    if let due = job.due { agenda.insert(Due(time: due, ordinal: ordinal)) }
    dropOutdated()
    if log.count > 2 * count + 64 { log.removeAll { slots[$0.ordinal]?.revision != $0.revision } }
  }

  /// Keeps the first of the agenda true, so that nobody wakes up for nothing.
  private mutating func dropOutdated() {
    while let due = agenda.min, slots[due.ordinal]?.due != due.time { agenda.removeMin() }
  }
}
