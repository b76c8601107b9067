import JobModel

/// A job's line in the table, through all its runs.
struct JobRow: Sendable {
  private var shared: Shared<Job>
  /// The latest run.
  var job: Job {
    _read { yield shared.value }
  }
  /// What changed and when, the oldest first, earlier runs included.
  private(set) var history: [StateChange]
  /// The columns that have something to show for it.
  var columns: ColumnSet
  /// Rows count up in the order in which they came.
  let arrival: Int32
  /// How its latest fact reached us.
  private(set) var source: UpdateSource
  /// Changed while the order was held: its place and match are of before.
  var isWaiting = false

  /// A job that fails and is tried for days must not grow without end.
  static let historyLimit = 40

  init(_ update: JobUpdate, arrival: Int32) {
    shared = update.shared
    source = update.source
    history = [StateChange(update, isFirst: true)]
    columns = ColumnSet(of: update.job)
    self.arrival = arrival
    settle()
  }

  /// Puts the latest change where the server says that it happened.
  private mutating func settle() {
    let last = history.count - 1
    var change = history[last]
    change.settle(by: job, after: history[..<last])
    if change != history[last] { history[last] = change }
  }

  /// Begins where another row ends: its job had the id before, which makes this run the one of
  /// that number.
  mutating func follow(_ earlier: JobRow, as runNumber: Int) {
    for place in history.indices {
      history[place].runNumber = runNumber
      history[place].unsettle()
    }
    // A push may have told of the job before the answer to its create did.
    let all = (earlier.history + history).enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    history = all.reduce(into: []) { kept, change in
      if kept.last.map({ !change.tellsNothingNew(after: $0) }) ?? true { kept.append(change) }
    }
    history = history.suffix(JobRow.historyLimit)
    settle()
  }

  /// Takes in that the server has confirmed by silence what is known.
  mutating func confirm(by unchanged: ServerStatus.Unchanged) {
    shared = Shared(unchanged.applied(to: job))
  }

  /// Puts stand-ins in the place of what may not be shown.
  mutating func redact(by redaction: Redaction) {
    shared = Shared(redaction.job(job))
    for place in history.indices {
      history[place].reason = history[place].reason.map { redaction.reason($0) }
    }
  }

  mutating func take(_ update: JobUpdate) {
    let change = StateChange(update)
    let isNew = history.last.map { !change.tellsNothingNew(after: $0) } ?? false
    let isDated = job.dates != update.job.dates
    if isNew {
      if history.count == JobRow.historyLimit { history.removeFirst() }
      history.append(change)
    }
    shared = update.shared
    source = update.source
    columns = ColumnSet(of: update.job)
    if isNew || isDated { settle() }
  }
}

extension Job {
  /// When its server says that it was created, began to run and ended.
  fileprivate var dates: (Timestamp?, Timestamp?, Timestamp?) {
    (isCreationKnown ? created : nil, started, finished)
  }
}
