import JobClient
import JobModel

/// What happens while jobs are followed; in the order in which it became known.
enum FollowEvent: Sendable {
  /// Something was learned of a job.
  case learned(JobUpdate)
  /// A job has ended, or is not waited for any longer.
  case ended(JobID, Result<JobUpdate, JobFailure>)
  /// Some creates have been answered, or given up.
  case attempted(Reply)
  /// The time was over before that many jobs were created.
  case late(missing: Int)
  /// Somebody has waited for a moment.
  case quiet
  /// No further job will be created.
  case allAttempted
}
