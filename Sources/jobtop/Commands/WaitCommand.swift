import ArgumentParser
import JobClient
import JobModel

/// Waits for jobs to end.
struct WaitCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait until jobs have ended; the exit code tells how."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; without ids, every tracked job of the server that has not ended.")
  var ids: [String] = []

  @Option(help: "How long to wait, as in 30s or 2m; without it, for as long as it takes.")
  var timeout: Duration?

  @Option(name: .customLong("max-polls"), help: "How often to ask about one job at most.")
  var maximumPolls: Int?

  func validate() throws {
    if let maximumPolls, maximumPolls < 1 {
      throw ValidationError("--max-polls is a number from 1; \(maximumPolls) is not.")
    }
  }

  var listens: Bool { true }

  func run(_ connection: ServerConnection) async throws {
    var writer = UpdateWriter(output.chosen)
    let jobs = try await connection.jobsOrTracked(ids)
    let outcomes = await connection.waitForAll(
      jobs,
      within: timeout,
      maximumPolls: maximumPolls
    ) { writer.write($0) }
    writer.finish()
    try Outcome.combined(outcomes).exit()
  }
}
