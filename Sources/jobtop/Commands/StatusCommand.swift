import ArgumentParser
import JobClient
import JobModel

/// Asks once how jobs stand.
struct StatusCommand: EachJobCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Ask once how jobs stand."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(
    help: "The jobs' ids, - for those on standard input; none on a server with one global job."
  )
  var ids: [String] = []

  func perform(_ job: JobID, by client: JobClient) async throws(JobFailure) -> JobUpdate {
    try await client.status(of: job)
  }
}
