import HTTPTypes
import JobModel
import JobProfile

/// Paths of our own server that no profile spells: whether it is up, what it can do, what it counts,
/// what came out of a job.
struct OwnPages: Sendable {
  /// What is to be had at such a path.
  enum Route: Hashable, Sendable {
    /// What everyone may see.
    case page(WireAnswer)
    case metrics
    case result(of: JobID)
    /// The path is one of ours, and can only be got.
    case wrongMethod
  }

  private let description: [UInt8]

  init(description: String) {
    self.description = Array(description.utf8)
  }

  /// What a request asks for; nothing where its path is none of ours.
  func route(_ request: WireRequest) -> Route? {
    guard let route = route(to: request.path) else { return nil }
    return request.method == .get || request.method == .head ? route : .wrongMethod
  }

  private func route(to path: Substring) -> Route? {
    switch path {
    case "/healthz", "/readyz":
      return page(Array("ok\n".utf8), type: "text/plain; charset=utf-8")
    case "/openapi.yaml": return page(description, type: "application/yaml")
    case "/metrics": return .metrics
    default: return OwnPages.job(whoseResultIsAt: path).map { .result(of: $0) }
    }
  }

  private func page(_ body: [UInt8], type: String) -> Route {
    .page(WireAnswer(code: 200, headers: [.contentType: type], body: body))
  }

  /// Where the result of a job is.
  static let result: @Sendable (JobID) -> JSON? = { .string("\(jobs)\($0)\(ending)") }

  private static func job(whoseResultIsAt path: Substring) -> JobID? {
    guard path.hasSuffix(ending), path.hasPrefix(jobs) else { return nil }
    let id = path.dropFirst(jobs.count).dropLast(ending.count)
    return id.isEmpty || id.contains("/") ? nil : JobID(String(id))
  }

  /// What a page is told whose origin was not let in.
  static let foreignPage = WireAnswer.problem(
    403,
    "Forbidden",
    "Pages of this origin are not let in; see jobtop serve --cors"
  )

  private static let jobs = "/v1/jobs/"
  private static let ending = "/result"
}
