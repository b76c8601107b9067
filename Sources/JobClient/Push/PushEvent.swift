import HTTPTypes
import JobProfile

/// What can happen to a push connection.
package enum PushEvent: Hashable, Sendable {
  /// The server has begun to tell.
  case opened
  /// We listen on that port for what it posts.
  case listening(port: Int)
  /// It tells something.
  case message(PushFrame)
  /// Somebody posted something to us.
  case posted(HTTPFields, [UInt8])
  /// It ended, by the server or by a failure; `code`: it answered with that instead of telling.
  case ended(TransportFailure?, code: Int?)
}
