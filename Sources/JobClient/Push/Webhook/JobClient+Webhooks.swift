import JobModel
import JobProfile

extension JobClient {
  /// Asks the server to post to a URL of somebody else's; with `push: .webhook(url)` the client does
  /// that for its own.
  ///
  /// `close()` withdraws it.
  /// - Throws: `invalid` where the profile has no such request; else as `status(of:)`.
  public func registerWebhook(_ url: String) async throws(JobFailure) {
    _ = try await ask { .webhook(url, isWithdrawal: false, ticket: $0) }
  }

  /// Asks the server to post to a URL no longer.
  /// - Throws: As `registerWebhook` does.
  public func unregisterWebhook(_ url: String) async throws(JobFailure) {
    _ = try await ask { .webhook(url, isWithdrawal: true, ticket: $0) }
  }
}
