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
  }

  func verdict(on request: WireRequest) -> Verdict {
    if let path = profile.socketIOPath, request.target.prefix(while: { $0 != "?" }) == path {
      return refusal(of: request).map { .answer($0) } ?? .socketIO
    }
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
    case .unreadableBody(let operation?):
      return .refusal(of: operation, answer(.unreadableBody, to: operation))
    case .unreadableBody(nil), .redirect, .wrongMethod, .unknownPath:
      return .answer(answer(.unreadableBody))
    }
  }

  /// The same for a request that asks for a WebSocket, which some servers open on any path.
  func verdict(onHandshake request: WireRequest) -> Verdict {
    guard profile.takesWebSocketsAnywhere else { return verdict(on: request) }
    return refusal(of: request).map { .answer($0) } ?? .webSocket(values: [:])
  }

  /// An answer that needs no credentials, because it tells nothing of any job.
  private func answer(toPathOf request: WireRequest, _ route: Route) -> WireAnswer? {
    let path = request.target.prefix { $0 != "?" }
    let values: [String: JSON] = [
      "method": .string(request.method.rawValue), "path": .string(String(path)),
    ]
    switch route {
    case .redirect(let target, let code):
      return WireAnswer(code: code, headers: [.location: target])
    case .unknownPath: return answer(.unknownPath, values: values)
    case .wrongMethod(let allowed):
      let methods: [String: JSON] = [
        "allow": .string(allowed.joined(separator: ", ")),
        "methods": .string(allowed.joined(separator: ",")),
      ]
      return answer(
        request.method == .options ? .options : .wrongMethod,
        values: values.merging(methods) { $1 }
      )
    case .operation, .sse, .longPoll, .webSocket, .webhook, .absentCallback, .absent, .invalid,
      .unreadableBody:
      return nil
    }
  }

  /// What someone is told who has not the right credentials.
  func refusal(of request: WireRequest) -> WireAnswer? {
    guard let credentials else { return nil }
    switch profile.credentials(in: request) {
    case .none: return answer(.unauthorised)
    case .malformed: return answer(.malformedCredentials)
    case .given(let given): return credentials.admit(given) ? nil : answer(.wrongCredentials)
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

extension Credentials {
  /// Whether what a request carries is right: a secret, and nothing that differs.
  ///
  /// A way of authorisation carries only a part of what is known: a bearer has no user name.
  fileprivate func admit(_ given: Credentials) -> Bool {
    let pairs = [
      (username, given.username), (password, given.password), (token, given.token),
    ]
    let differs = pairs.reduce(false) { $1.1 == nil ? $0 : !Credentials.equal($1.0, $1.1) || $0 }
    return !differs && (given.password != nil || given.token != nil)
  }

  /// Takes as long for texts that differ early as for texts that differ late.
  private static func equal(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
