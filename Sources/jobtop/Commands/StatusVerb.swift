import JobClient
import JobModel

/// Asks once how jobs stand.
enum StatusVerb: JobVerb {
  static let name = "status"
  static let abstract = "Ask once how jobs stand."

  static func doubt(about job: String) -> String { "How \(job) stands is not known." }

  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate {
    try await client.status(of: job)
  }
}
