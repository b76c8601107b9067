import JobProfile

/// What can happen to a push connection.
package enum PushEvent: Hashable, Sendable {
  /// The server has begun to tell.
  case opened
  /// It tells something.
  case message(PushFrame)
  /// It ended, by the server or by a failure; `code`: it answered with that instead of telling.
  case ended(TransportFailure?, code: Int?)
}
