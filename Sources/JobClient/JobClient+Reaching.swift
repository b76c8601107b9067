import JobModel
import JobProfile

extension JobClient {
  /// Finds out whether a server of this profile answers: by its list, else by asking about a job that
  /// it does not have.
  /// - Throws: Why it cannot be spoken with: `unreachable`, `noAnswer`, `untrusted`, `unauthorised`;
  ///   `unreadable` and, to a list, `failed` where it is no such server.
  package func reach() async throws(JobFailure) {
    do throws(JobFailure) {
      if profile.operations.contains(.list) {
        _ = try await list()
      } else {
        _ = try await status(of: profile.hasOneJob ? .only : JobID("jobtop-connect"))
      }
    } catch {
      switch error {
      case .unknownJob, .throttled, .refused: return
      case .failed where !profile.operations.contains(.list): return
      case .failed, .unreachable, .untrusted, .noAnswer, .unauthorised, .unreadable, .notSent,
        .unsupported,
        .unconfirmed, .deadline, .tooManyPolls, .invalid, .journal, .foreignLink, .cannotListen,
        .unkept, .unread,
        .closed, .cancelled:
        throw error
      }
    }
  }
}
