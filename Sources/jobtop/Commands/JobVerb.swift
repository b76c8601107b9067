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
