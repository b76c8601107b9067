import ArgumentParser
import JobClient
import JobModel

/// Writes every change of jobs as it happens.
struct WatchCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Write every change of jobs as it happens, until all have ended."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; without ids, every tracked job of the server that has not ended.")
  var ids: [String] = []

  @Option(help: "How long to watch, as in 30s or 2m; without it, for as long as it takes.")
  var timeout: Duration?

  @Flag(name: .customLong("every-poll"), help: "Write every answer, also when nothing changed.")
  var everyPoll = false

  var listens: Bool { true }

  func run(_ connection: ServerConnection) async throws {
    let jobs = try await connection.jobsOrTracked(ids)
    let outcome = await connection.watch(jobs, within: timeout, everyPoll: everyPoll, output.chosen)
    try outcome.exit()
  }
}
