/// A request as it would leave, for the eye: secrets are left out, and what is only known when it
/// leaves stands as `…`.
public struct RequestPreview: Hashable, Sendable {
  /// Method and URL, as in `POST http://127.0.0.1:8080/v1/jobs`.
  public var line: String
  /// Header fields that say something of this request, as in `Idempotency-Key: …`.
  public var headers: [String]
  /// The body as text; empty where none is sent.
  public var body: String

  /// Makes a preview.
  public init(line: String, headers: [String] = [], body: String = "") {
    self.line = line
    self.headers = headers
    self.body = body
  }
}
