/// Who asks: what `auth` of a profile turns into header fields.
public struct Credentials: Hashable, Sendable {
  /// The user's name.
  public var username: String?
  /// The user's password.
  public var password: String?
  /// A bearer token or an API key.
  public var token: String?

  /// Makes credentials; without arguments there are none.
  public init(username: String? = nil, password: String? = nil, token: String? = nil) {
    self.username = username
    self.password = password
    self.token = token
  }
}
