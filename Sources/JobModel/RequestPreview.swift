/// A request as it would leave, for the eye: secrets are left out, and what is only known when it
/// leaves stands as `…`.
package struct RequestPreview: Hashable, Sendable {
  /// Method and URL, as in `POST http://127.0.0.1:8080/v1/jobs`.
  package var line: String
  /// Header fields that say something of this request, as in `Idempotency-Key: …`.
  package var headers: [String]
  /// The body as text; empty where none is sent.
  package var body: String

  /// Makes a preview.
  package init(line: String, headers: [String] = [], body: String = "") {
    self.line = line
    self.headers = headers
    self.body = body
  }
}
