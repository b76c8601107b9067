import JobClient
import JobModel

/// One process of a run: the client in it, who uses it, and what they have seen.
///
/// It is the same one before and after a restart.
struct Program: Sendable {
  let options: WatchOptions
  var client: ModelClient?
  /// What was addressed to another life of it does not reach it; no two programs have the same.
  var epoch: Int
  var user = User()
  var witness: Witness
  var saboteur: Saboteur?
  /// It is stopped until then: nothing reaches it, and it does nothing.
  var stoppedUntil: Timestamp?

  /// Whether it watches every job that the journal holds.
  var watchesAll: Bool { options.resumes }
}
