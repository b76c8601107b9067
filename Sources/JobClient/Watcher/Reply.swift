import JobModel

/// What a caller of the client hears.
///
/// Only creates have both: how each draft stands, and why not one of them came to be a job.
package struct Reply: Hashable, Sendable {
  /// How the jobs that were asked about stand.
  package var updates: [JobUpdate]
  /// Why what was asked for did not come.
  package var failure: JobFailure?

  package static func success(_ updates: [JobUpdate]) -> Reply {
    Reply(updates: updates, failure: nil)
  }

  package static func failure(_ failure: JobFailure) -> Reply {
    Reply(updates: [], failure: failure)
  }
}
