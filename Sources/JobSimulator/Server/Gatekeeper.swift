import HTTPTypes
import JobModel
import JobProfile

/// What to do with a request, as far as the request alone decides it.
///
/// The order is that of the grammar: path, method, credentials, limit, values. What counts against a
/// limit is handed on with its operation, a refusal of its values too.
struct Gatekeeper: Sendable {
  let profile: Profile
  let credentials: Credentials?
  var keys: [AccessKey] = []
  /// Paths that no profile spells; nothing on a server in another manner than our own.
  let pages: OwnPages?

  enum Verdict: Hashable, Sendable {
    case answer(WireAnswer)
    case refusal(of: JobOperation, WireAnswer)
    case operation(JobOperation, values: [String: JSON])
    case events(Profile.SSEPush, lastEventID: Int?)
    case longPoll(values: [String: JSON])
    /// `id` where the path names a job, `lastEventID` where the client resumes.
    case webSocket(values: [String: JSON])
    case socketIO
    case webhook(WebhookOperation, values: [String: JSON])
    /// The answer of a server that parses bodies before it looks at anything else, CORS included.
    case unparsed(WireAnswer)
    case result(of: JobID)
    case metrics
  }

  func verdict(on request: WireRequest) -> Verdict {
    if let path = profile.socketIOPath, request.path == path {
      return refusal(of: request).map { .answer($0) } ?? .socketIO
    }
    if let route = pages?.route(request) { return verdict(on: route, of: request) }
    let route = profile.route(request)
    if let answer = answer(toPathOf: request, route) ?? refusal(of: request) {
      return .answer(answer)
    }
    switch route {
    case .operation(let operation, let values): return .operation(operation, values: values)
    case .sse(let values):
      guard let push = profile.sse else { return .answer(answer(.unknownPath)) }
      return .events(push, lastEventID: values["lastEventID"]?.integer)
    case .longPoll(let values): return .longPoll(values: values)
    case .webSocket(let values): return .webSocket(values: values)
    case .webhook(let operation, let values): return .webhook(operation, values: values)
    case .absentCallback(let operation):
      return .answer(profile.answer(.absent, to: operation, values: [:]))
    case .absent(let operation, let name):
      return .refusal(
        of: operation,
        answer(.absent, to: operation, values: ["name": .string(name)])
      )
    case .invalid(let operation, let name):
      return .refusal(
        of: operation,
        answer(.invalid, to: operation, values: ["name": .string(name)])
      )
    case .wrongType(let operation):
      return .refusal(of: operation, answer(.wrongType, to: operation))
    case .unreadableBody(let operation?):
      return .refusal(
        of: operation,
        answer(.unreadableBody, to: operation, values: ["name": "body"])
      )
    case .unreadableBody(nil): return .unparsed(answer(.unreadableBody))
    case .unreadableCallback(let operation):
      return .answer(
        profile.answer(.unreadableBody, to: operation, values: ["reason": "The body is not JSON"])
      )
    case .redirect, .wrongMethod, .unreadablePath, .unknownPath:
      return .answer(answer(.unknownPath))
    }
  }

  private func verdict(on route: OwnPages.Route, of request: WireRequest) -> Verdict {
    switch route {
    case .page(let page): return .answer(page)
    case .wrongMethod: return .answer(wrongMethod(request, allowed: ["GET", "HEAD"]))
    case .metrics: return refusal(of: request).map { .answer($0) } ?? .metrics
    case .result(let id): return refusal(of: request).map { .answer($0) } ?? .result(of: id)
    }
  }

  /// The same for a request that asks for a WebSocket, which some servers open on any path.
  func verdict(onHandshake request: WireRequest) -> Verdict {
    guard profile.takesWebSocketsAnywhere else { return verdict(on: request) }
    return refusal(of: request).map { .answer($0) } ?? .webSocket(values: [:])
  }

  /// An answer that needs no credentials, because it tells nothing of any job.
  private func answer(toPathOf request: WireRequest, _ route: Route) -> WireAnswer? {
    switch route {
    case .redirect(let target, let code):
      return WireAnswer(code: code, headers: [.location: target])
    case .unknownPath: return answer(.unknownPath, values: Gatekeeper.facts(of: request))
    case .unreadablePath: return answer(.unreadablePath, values: Gatekeeper.facts(of: request))
    case .wrongMethod(let allowed): return wrongMethod(request, allowed: allowed)
    case .operation, .sse, .longPoll, .webSocket, .webhook, .absentCallback, .absent, .invalid,
      .wrongType, .unreadableBody, .unreadableCallback:
      return nil
    }
  }

  private func wrongMethod(_ request: WireRequest, allowed: [String]) -> WireAnswer {
    let methods: [String: JSON] = [
      "allow": .string(allowed.joined(separator: ", ")),
      "methods": .string(allowed.joined(separator: ",")),
    ]
    return answer(
      request.method == .options ? .options : .wrongMethod,
      values: Gatekeeper.facts(of: request).merging(methods) { $1 }
    )
  }

  private static func facts(of request: WireRequest) -> [String: JSON] {
    ["method": .string(request.method.rawValue), "path": .string(String(request.path))]
  }

  /// What someone is told who has not the right credentials.
  func refusal(of request: WireRequest) -> WireAnswer? {
    guard credentials != nil || !keys.isEmpty else { return nil }
    switch profile.credentials(in: request) {
    case .none: return answer(.unauthorised)
    case .malformed: return answer(.malformedCredentials)
    case .given(let given):
      let isKey = keys.key(for: given) != nil
      return credentials?.admit(given) == true || isKey ? nil : answer(.wrongCredentials)
    }
  }

  private func answer(
    _ kind: AnswerKind,
    to operation: JobOperation? = nil,
    values: [String: JSON] = [:]
  ) -> WireAnswer {
    profile.answer(kind, to: operation, jobs: [], values: values)
  }
}
