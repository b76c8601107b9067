import ArgumentParser
import JobClient
import JobModel

/// Creates jobs.
struct CreateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Create jobs, and wait for them if asked to."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Option(name: .customLong("field"), help: "An input of the job, as name=value; repeatable.")
  var fields: [String] = []

  @Option(help: "How many jobs to create.")
  var count = 1

  @Option(help: "How many to create a second at most.")
  var rate: Double?

  @Option(help: "A label for all of them.")
  var label: String?

  @Flag(help: "Wait until every one has ended.")
  var wait = false

  @Option(help: "How long to wait, as in 30s or 2m; without it, for as long as it takes.")
  var timeout: Duration?

  func validate() throws {
    guard (1...100_000).contains(count) else {
      throw ValidationError("--count is a number from 1 to 100000; \(count) is not.")
    }
    if timeout != nil, !wait {
      throw ValidationError("--timeout says how long to --wait; add --wait.")
    }
    if let rate, !(rate > 0 && rate <= 1000) {
      throw ValidationError("--rate is a number of jobs a second, above 0 and up to 1000.")
    }
  }

  var listens: Bool { wait }

  func run(_ connection: ServerConnection) async throws {
    let inputs = try InputFields(fields, of: connection.client.description)
    var writer = UpdateWriter(output.chosen)
    var outcomes: [Outcome] = []
    var created: [JobID] = []
    let deadline = timeout.map { connection.clock.now.advanced(by: $0) }
    for drafts in batches(inputs.values) {
      let started = connection.clock.now
      let left = deadline.map { started.duration(to: $0) }
      if let left, left <= .zero {
        Streams.error("The time is over: the rest of \(count) jobs was not created.")
        outcomes.append(.deadline)
        break
      }
      let reply = await connection.client.attempt(drafts, within: left)
      for update in reply.updates {
        let isSettled = update.job.jobID == nil || update.state.isFinal
        if !wait || isSettled { writer.write(update) }
        if let id = update.job.jobID, !update.state.isFinal { created.append(id) }
        if isSettled, reply.failure == nil { outcomes.append(Outcome(update.state)) }
      }
      if let failure = reply.failure {
        Streams.error(failure.description)
        outcomes.append(Outcome(ofCreate: failure))
        break
      }
      try await pause(after: started, drafts.count, connection)
    }
    if wait {
      let left = deadline.map { max(.zero, connection.clock.now.duration(to: $0)) }
      outcomes += await connection.waitForAll(created, within: left) { writer.write($0) }
    }
    writer.finish()
    try Outcome.combined(outcomes).exit()
  }

  /// One batch without a rate; with one, as many as fit into a tenth of a second.
  private func batches(_ inputs: [String: JSON]) -> [[Draft]] {
    let size = rate.map { max(1, Int($0 / 10)) } ?? count
    let drafts = Array(repeating: Draft(inputs: inputs, label: label), count: count)
    return stride(from: 0, to: count, by: size).map { Array(drafts[$0..<min($0 + size, count)]) }
  }

  private func pause(
    after started: Timestamp,
    _ count: Int,
    _ connection: ServerConnection
  ) async throws {
    guard let rate else { return }
    let next = started.advanced(by: .nanoseconds(Int64(Double(count) / rate * 1e9)))
    try await connection.clock.sleep(until: next, tolerance: nil)
  }
}
