import HTTPTypes
import JobProfile

/// What browsers ask before they let a page of another origin in (Fetch standard, CORS protocol).
///
/// The manners are those of the frameworks that the profiles describe: `origin` answers only who
/// names an origin (gin), `always` answers everyone and echoes the headers asked for (express),
/// `push` lets in who names an origin, and only where the library of Socket.IO answers. Our own server
/// has no manner: it lets in whom its owner names.
struct CrossOrigin: Sendable {
  let manner: Profile.Simulation.CORS
  /// The path of Socket.IO, where there is one.
  let socketPath: String?
  /// Whose pages may use our own server: an origin, or `*` for all.
  var admitted: String?

  /// The answer to a question ahead of a request; nothing where it is not one.
  func preflight(_ request: WireRequest) -> WireAnswer? {
    guard request.method == .options, applies(to: request) else { return nil }
    var answer = WireAnswer(code: 204)
    switch manner {
    case .none:
      answer.headers[.accessControlAllowMethods] = "GET,HEAD,POST,DELETE"
      answer.headers[.accessControlAllowHeaders] = request.headers[.accessControlRequestHeaders]
    case .origin:
      answer.headers[.accessControlAllowMethods] = "GET,POST"
      answer.headers[.accessControlAllowHeaders] = "Origin,Content-Length,Content-Type"
      answer.headers[.accessControlMaxAge] = "43200"
    case .always:
      answer.headers[.accessControlAllowMethods] = "GET,HEAD,PUT,PATCH,POST,DELETE"
      answer.headers[.vary] = "Access-Control-Request-Headers"
      answer.headers[.accessControlAllowHeaders] = request.headers[.accessControlRequestHeaders]
    case .push:
      answer.code = 200
      answer.headers[.accessControlAllowMethods] = "OPTIONS, GET, POST"
      answer.headers[.accessControlAllowHeaders] = request.headers[.accessControlRequestHeaders]
    }
    return answer
  }

  /// Lets any origin read an answer, the refused ones included.
  func mark(_ answer: inout WireAnswer, to request: WireRequest) {
    guard applies(to: request) else { return }
    if manner == .none, admitted != "*" {
      answer.headers.append(HTTPField(name: .vary, value: "Origin"))
    }
    let isEchoed = manner == .push || (manner == .none && admitted != "*")
    answer.headers[.accessControlAllowOrigin] = isEchoed ? request.headers[.origin] : "*"
  }

  /// The same as a value.
  func marked(_ answer: WireAnswer, to request: WireRequest) -> WireAnswer {
    var answer = answer
    mark(&answer, to: request)
    return answer
  }

  /// Whether a request comes from no page, or from one that may use our own server.
  ///
  /// A page can post without asking first, and open a WebSocket; what it may read comes too late.
  func admits(_ request: WireRequest) -> Bool {
    guard let origin = request.headers[.origin] else { return true }
    return admitted == "*" || admitted == origin
  }

  private func applies(to request: WireRequest) -> Bool {
    switch manner {
    case .none: admitted != nil && request.headers[.origin] != nil && admits(request)
    case .origin: request.headers[.origin] != nil
    case .always: true
    case .push:
      request.headers[.origin] != nil
        && request.path == (socketPath ?? "")[...]
    }
  }
}
