import JobClient
import JobModel

/// Asks the server to cancel jobs.
enum CancelVerb: JobVerb {
  static let name = "cancel"
  static let abstract = "Ask the server to cancel jobs."

  static let changesJobs = true

  static func doubt(about job: String) -> String { "Whether it cancels \(job) is not known." }

  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate {
    try await client.cancel(job)
  }
}
