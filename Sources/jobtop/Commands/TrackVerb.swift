import JobClient
import JobModel

/// Takes jobs that were made elsewhere into what is watched.
enum TrackVerb: JobVerb {
  static let name = "track"
  static let abstract = "Watch jobs that were made elsewhere, from now on."

  static func doubt(about job: String) -> String {
    "\(job) is watched from now on, whether there is such a job or not."
  }

  static let consequenceOfDenial: String? = "It is not watched."

  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate {
    _ = try await client.track([job])
    do throws(JobFailure) {
      return try await client.status(of: job)
    } catch {
      if error.deniesTheJob { await client.forgetUnseen([job]) }
      throw error
    }
  }
}
