import HTTPTypes
import JobModel
import JobProfile

/// Pages of our own server that no profile spells: whether it is up, what it can do, what came out of
/// a job.
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

  /// Where the result of a job is.
  static let result: @Sendable (JobID) -> JSON? = { .string("\(jobs)\($0)\(ending)") }

  /// The job whose result a request asks for; nothing where it asks for something else.
  func job(whoseResultIsAskedBy request: WireRequest) -> JobID? {
    guard request.method == .get || request.method == .head else { return nil }
    let path = request.target.prefix { $0 != "?" }
    guard path.hasPrefix(Self.jobs), path.hasSuffix(Self.ending) else { return nil }
    let id = path.dropFirst(Self.jobs.count).dropLast(Self.ending.count)
    return id.isEmpty || id.contains("/") ? nil : JobID(String(id))
  }

  private static let jobs = "/v1/jobs/"
  private static let ending = "/result"
}
