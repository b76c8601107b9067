import JobClient
import JobModel

/// What is done to each of the jobs that a command names.
protocol JobVerb {
  /// The command's name.
  static var name: String { get }
  /// What it does, in a sentence.
  static var abstract: String { get }
  /// Does it to one job.
  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate
}

/// Asks once how jobs stand.
enum StatusVerb: JobVerb {
  static let name = "status"
  static let abstract = "Ask once how jobs stand."

  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate {
    try await client.status(of: job)
  }
}

/// Asks the server to cancel jobs.
enum CancelVerb: JobVerb {
  static let name = "cancel"
  static let abstract = "Ask the server to cancel jobs."

  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate {
    try await client.cancel(job)
  }
}

/// Asks the server to run jobs again.
enum RetryVerb: JobVerb {
  static let name = "retry"
  static let abstract = "Ask the server to run jobs again."

  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate {
    try await client.retry(job)
  }
}

/// Takes jobs that were made elsewhere into what is watched.
enum TrackVerb: JobVerb {
  static let name = "track"
  static let abstract = "Watch jobs that were made elsewhere, from now on."

  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate {
    _ = try await client.track([job])
    return try await client.status(of: job)
  }
}
