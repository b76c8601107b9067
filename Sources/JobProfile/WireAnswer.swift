import HTTPTypes

/// An answer as it stands on the wire.
public struct WireAnswer: Hashable, Sendable {
  /// The status code.
  public var code: Int
  /// The header fields.
  public var headers: HTTPFields
  /// The body, empty where there is none.
  public var body: [UInt8]
  /// What gave it where the server asked led on to that, as in `GET example.org/jobs/7`; nothing: the
  /// server itself.
  public var origin: String?

  /// Makes an answer.
  public init(code: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
    self.code = code
    self.headers = headers
    self.body = body
  }
}
