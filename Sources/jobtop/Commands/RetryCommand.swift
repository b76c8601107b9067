import ArgumentParser
import JobClient
import JobModel

/// Asks the server to run jobs again.
struct RetryCommand: EachJobCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Ask the server to run jobs again."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; - reads them from standard input, one a line.")
  var ids: [String]

  func perform(_ job: JobID, by client: JobClient) async throws(JobFailure) -> JobUpdate {
    try await client.retry(job)
  }
}
