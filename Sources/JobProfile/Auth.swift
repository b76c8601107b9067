import HTTPTypes

/// How credentials are sent.
enum Auth: Hashable, Sendable {
  case none
  /// Username and password (RFC 7617).
  case basic
  /// A token (RFC 6750).
  case bearer
  /// Header fields of the server's own.
  case headers([HeaderSample])
}
