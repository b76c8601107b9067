import HTTPTypes

/// A request as it stands on the wire; client and simulator share it.
public struct WireRequest: Hashable, Sendable {
  /// The method.
  public var method: HTTPRequest.Method
  /// Path and query, as in `/v1/jobs?limit=100`.
  ///
  /// The path of the base URL is not in it.
  public var target: String
  /// The header fields.
  public var headers: HTTPFields
  /// The body; nothing where none is sent.
  public var body: [UInt8]?

  /// Makes a request.
  public init(
    method: HTTPRequest.Method,
    target: String,
    headers: HTTPFields = [:],
    body: [UInt8]? = nil
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }
  /// The target without its query.
  package var path: Substring {
    target[..<(target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex)]
  }
}
