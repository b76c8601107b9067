import JobClient
import JobModel

/// Asks the server to run jobs again.
enum RetryVerb: JobVerb {
  static let name = "retry"
  static let abstract = "Ask the server to run jobs again."

  static let changesJobs = true

  static func doubt(about job: String) -> String { "Whether it runs \(job) again is not known." }

  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate {
    try await client.retry(job)
  }
}
