import HTTPTypes
import JobModel

extension Profile {
  /// What a request means to a server of this kind.
  package func route(_ request: WireRequest) -> Route {
    let query = RequestQuery(target: request.target)
    var content = BodyContent(request.body ?? [])
    if answers[.unreadableBody] != nil {
      // A parser that stands before everything takes what is said to be JSON, and leaves the rest alone
      // (Express's).
      if !request.isSaidToBeJSON { content = .empty }
      guard content.isEmptyOrTree else { return .unreadableBody() }
    }
    let matches = matches(path: query.path)
    guard matches.isEmpty else {
      return route(request, query: query, content: content, matches: matches)
    }
    guard let path = query.otherSlash else { return .unknownPath }
    let others = self.matches(path: path)
    guard !others.isEmpty else { return .unknownPath }
    switch simulation.slash {
    case .strict: return .unknownPath
    case .either: return route(request, query: query, content: content, matches: others)
    case .redirect(let code):
      let isMethodFine = others.contains { accepts(request.method, $0.entry) }
      // Where a wrong method is as good as an unknown path, so is its other slash.
      guard isMethodFine || !hidesMethods else { return .unknownPath }
      return .redirect(to: path + (query.text.map { "?\($0)" } ?? ""), code: code)
    }
  }

  private func matches(path: String) -> [RouteTable.Match] {
    routes.matches(path: path, ignoringCase: simulation.ignoresCase)
  }

  private var hidesMethods: Bool {
    guard let answer = answers[.wrongMethod] else { return false }
    return answer == answers[.unknownPath]
  }

  private func accepts(_ method: HTTPRequest.Method, _ entry: RouteTable.Entry) -> Bool {
    entry.request.method == method
      || (method == .head && simulation.allowsHead && entry.request.method == .get)
  }

  private func route(
    _ request: WireRequest,
    query: RequestQuery,
    content: BodyContent,
    matches: [RouteTable.Match]
  ) -> Route {
    let candidates = matches.filter { accepts(request.method, $0.entry) }
    guard let match = RequestReader.best(of: candidates, query: query, headers: request.headers)
    else {
      return .wrongMethod(allowed: allowed(matches))
    }
    if answers[.unreadablePath] != nil, !PercentEncoding.isWellFormed(query.path) {
      return .unreadablePath
    }
    let reader = RequestReader(
      profile: self,
      match: match,
      request: request,
      query: query,
      content: content
    )
    switch match.entry.target {
    case .eventStream: return .sse(values: reader.streamValues)
    case .webSocket: return .webSocket(values: reader.streamValues)
    case .longPoll:
      let route = reader.route(.status)
      guard case .operation(_, let values) = route else { return route }
      return .longPoll(values: values)
    case .webhook(let operation): return reader.route(operation)
    case .operation(let operation): return reader.route(operation)
    }
  }

  private func allowed(_ matches: [RouteTable.Match]) -> [String] {
    var methods: [String] = []
    for match in matches {
      let method = match.entry.request.method
      let names = method == .get && simulation.allowsHead ? ["GET", "HEAD"] : [method.rawValue]
      methods += names.filter { !methods.contains($0) }
    }
    return methods
  }
}

extension WireRequest {
  /// Whether its body is read as JSON: it says so, or it says nothing.
  var isSaidToBeJSON: Bool {
    headers[.contentType]?.lowercased().contains("json") ?? true
  }
}

extension BodyContent {
  /// Whether a strict parser of JSON takes it: there is none, or it is an object or a list.
  fileprivate var isEmptyOrTree: Bool {
    switch self {
    case .empty, .json(.object, _), .json(.array, _): true
    case .json, .text: false
    }
  }
}
