import GRDB
import JobModel

extension RunRow {
  /// What the indexes are made of, in the order of `keyColumns`.
  var keys: [(any DatabaseValueConvertible)?] {
    [
      run.halves.high, run.halves.low, job.server, job.jobID?.rawValue.storable, job.runNumber,
      ended?.nanoseconds,
    ]
  }

  /// All the rest, in the order of `factColumns`.
  var facts: [(any DatabaseValueConvertible)?] {
    [
      job.state.rawValue, job.serverState?.storable, job.isKnownWord,
      job.confirmation?.count, job.confirmation?.needed, job.title?.storable,
      job.kind?.storable, job.progress, job.attempt, job.attemptLimit, job.reason?.storable,
      job.result?.description, job.revision?.storable, job.created.nanoseconds,
      job.started?.nanoseconds, job.finished?.nanoseconds, job.updated?.nanoseconds,
      job.seen?.nanoseconds, job.interval?.wholeNanoseconds, job.polls, job.repeats, inputs,
      label?.storable, isForgotten, isReplaced, job.isCreationKnown, change, writer,
    ]
  }

  /// The jobs of the rows that the condition selects.
  static func fetchJobs(
    _ database: Database,
    where condition: String,
    arguments: StatementArguments
  ) throws -> [Job] {
    let columns = (keyColumns + factColumns).joined(separator: ", ")
    let statement = try database.cachedStatement(
      sql: "SELECT \(columns) FROM runs WHERE \(condition)"
    )
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    return try Array(rows.map(job(from:)))
  }

  private static func job(from row: Row) throws -> Job {
    var values = RowReader(row)
    var job = Job(
      run: try values.run(),
      server: try values.required(),
      jobID: values.next().map { JobID(rawValue: $0) },
      runNumber: try values.required(),
      state: .pending,
      created: .epoch
    )
    values.skip()  // ended
    job.state = try values.word()
    try job.readWords(&values)
    try job.readTimes(&values)
    job.polls = try values.required()
    job.repeats = try values.required()
    job.draft = try Draft(&values)
    values.skip()  // isForgotten
    values.skip()  // isReplaced
    job.isCreationKnown = try values.required()
    return job
  }
}

extension Job {
  fileprivate mutating func readWords(_ values: inout RowReader) throws {
    serverState = values.next()
    isKnownWord = try values.required()
    if let count: Int = values.next() {
      confirmation = Confirmation(count: count, needed: try values.required())
    } else {
      values.skip()
    }
    title = values.next()
    kind = values.next()
    progress = values.next()
    attempt = values.next()
    attemptLimit = values.next()
    reason = values.next()
    result = try values.json()
    revision = values.next()
  }

  fileprivate mutating func readTimes(_ values: inout RowReader) throws {
    created = try values.timestamp()
    started = values.timestamp()
    finished = values.timestamp()
    updated = values.timestamp()
    seen = values.timestamp()
    interval = values.next().map { (nanoseconds: Int64) in .nanoseconds(nanoseconds) }
  }
}

extension Draft {
  /// The inputs as one JSON object, ordered by name.
  var text: String {
    let members = inputs.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
    return JSON.object(members).description
  }

  fileprivate init?(_ values: inout RowReader) throws {
    let inputs = try values.json()
    let label: String? = values.next()
    guard case .object(let members) = inputs else { return nil }
    let pairs = members.map { ($0.name, $0.value) }
    self.init(inputs: Dictionary(pairs) { $1 }, label: label)
  }
}
