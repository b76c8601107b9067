import HTTPTypes
import JobProfile

/// Pages of our own server that no profile spells: whether it is up, and what it can do.
struct OwnPages: Sendable {
  private let description: [UInt8]

  init(description: String) {
    self.description = Array(description.utf8)
  }

  /// The page at a path; nothing where it is none of these.
  func answer(to request: WireRequest) -> WireAnswer? {
    guard request.method == .get || request.method == .head else { return nil }
    switch request.target.prefix(while: { $0 != "?" }) {
    case "/healthz", "/readyz":
      return page(Array("ok\n".utf8), type: "text/plain; charset=utf-8")
    case "/openapi.yaml": return page(description, type: "application/yaml")
    default: return nil
    }
  }

  private func page(_ body: [UInt8], type: String) -> WireAnswer {
    WireAnswer(code: 200, headers: [.contentType: type], body: body)
  }
}
