import HTTPTypes
import JobProfile

/// What browsers ask before they let a page of another origin in (Fetch standard, CORS protocol).
///
/// The two manners are those of the frameworks that the profiles describe: `origin` answers only who
/// names an origin (gin), `always` answers everyone and echoes the headers asked for (express).
struct CrossOrigin: Sendable {
  let manner: Profile.Simulation.CORS

  /// The answer to a question ahead of a request; nothing where it is not one.
  func preflight(_ request: WireRequest) -> WireAnswer? {
    guard request.method == .options, applies(to: request) else { return nil }
    var answer = WireAnswer(code: 204)
    switch manner {
    case .none: return nil
    case .origin:
      answer.headers[.accessControlAllowMethods] = "GET,POST"
      answer.headers[.accessControlAllowHeaders] = "Origin,Content-Length,Content-Type"
      answer.headers[.accessControlMaxAge] = "43200"
    case .always:
      answer.headers[.accessControlAllowMethods] = "GET,HEAD,PUT,PATCH,POST,DELETE"
      answer.headers[.vary] = "Access-Control-Request-Headers"
      answer.headers[.accessControlAllowHeaders] = request.headers[.accessControlRequestHeaders]
    }
    return answer
  }

  /// Lets any origin read an answer, the refused ones included.
  func mark(_ answer: inout WireAnswer, to request: WireRequest) {
    if applies(to: request) { answer.headers[.accessControlAllowOrigin] = "*" }
  }

  private func applies(to request: WireRequest) -> Bool {
    switch manner {
    case .none: false
    case .origin: request.headers[.origin] != nil
    case .always: true
    }
  }
}
