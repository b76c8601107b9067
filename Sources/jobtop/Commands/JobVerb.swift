import JobClient
import JobModel

/// What is done to each of the jobs that a command names.
protocol JobVerb {
  /// The command's name.
  static var name: String { get }
  /// What it does, in a sentence.
  static var abstract: String { get }
  /// What may have come of it where its answer was not awaited, as a sentence.
  static func doubt(about job: String) -> String
  /// Whether it does something to jobs.
  static var changesJobs: Bool { get }
  /// What follows where the server knows no such job, as a sentence; nothing: nothing.
  static var consequenceOfDenial: String? { get }
  /// Does it to one job.
  static func perform(
    _ job: JobID,
    by client: JobClient
  ) async throws(JobFailure) -> JobUpdate
}

extension JobVerb {
  static var changesJobs: Bool { false }
  static var consequenceOfDenial: String? { nil }
}
