import ArgumentParser
import JobClient
import JobModel

/// Asks the server to cancel jobs.
struct CancelCommand: EachJobCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Ask the server to cancel jobs."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; - reads them from standard input, one a line.")
  var ids: [String]

  func perform(_ job: JobID, by client: JobClient) async throws(JobFailure) -> JobUpdate {
    try await client.cancel(job)
  }
}
