import ArgumentParser
import JobClient
import JobModel

/// Takes jobs that were made elsewhere into what is watched.
struct TrackCommand: EachJobCommand {
  static let configuration = CommandConfiguration(
    commandName: "track",
    abstract: "Watch jobs that were made elsewhere, from now on."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; - reads them from standard input, one a line.")
  var ids: [String]

  func perform(_ job: JobID, by client: JobClient) async throws(JobFailure) -> JobUpdate {
    _ = try await client.track([job])
    return try await client.status(of: job)
  }
}
