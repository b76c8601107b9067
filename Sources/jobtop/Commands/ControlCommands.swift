import ArgumentParser
import JobClient
import JobModel

/// Asks the server to cancel jobs.
struct CancelCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Ask the server to cancel jobs."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; - reads them from standard input, one a line.")
  var ids: [String]

  func run(_ connection: ServerConnection) async throws {
    try await connection.control(ids, verb: "cancel", output.chosen) {
      client,
      id throws(JobFailure) in
      try await client.cancel(id)
    }
  }
}

/// Asks the server to run jobs again.
struct RetryCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Ask the server to run jobs again."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; - reads them from standard input, one a line.")
  var ids: [String]

  func run(_ connection: ServerConnection) async throws {
    try await connection.control(ids, verb: "retry", output.chosen) {
      client,
      id throws(JobFailure) in
      try await client.retry(id)
    }
  }
}

extension ServerConnection {
  /// Does one thing to each job, writes what came of it, and exits by the worst.
  func control(
    _ ids: [String],
    verb: String,
    _ format: OutputFormat,
    _ work: (JobClient, JobID) async throws(JobFailure) -> JobUpdate
  ) async throws {
    var writer = UpdateWriter(format)
    var outcomes: [Outcome] = []
    for id in try jobs(ids, verb: verb) {
      do throws(JobFailure) {
        writer.write(try await work(client, id))
      } catch {
        Streams.error(error.description)
        outcomes.append(Outcome(error))
      }
    }
    writer.finish()
    try Outcome.combined(outcomes).exit()
  }
}
