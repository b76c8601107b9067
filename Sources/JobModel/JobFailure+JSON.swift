extension JobFailure {
  /// A failure of a request as an object, for other processes and recordings; of others the sentence alone.
  package var recorded: JSON {
    var members = [JSON.Member("reason", .string(description))]
    func add(_ word: String, _ request: Request, _ more: (String, JSON?)...) {
      members += [
        JSON.Member("failure", .string(word)), JSON.Member("line", .string(request.line)),
      ]
      members += more.compactMap { name, value in value.map { JSON.Member(name, $0) } }
    }
    switch self {
    case .unreachable(let request, let why):
      let redirects = request.redirects.map { JSON.number(String($0)) }
      let proxy = request.proxyVariable.map { JSON.string($0) }
      add("unreachable", request, ("why", .string(why)), ("redirects", redirects), ("proxy", proxy))
    case .untrusted(let request, let why): add("untrusted", request, ("why", .string(why)))
    case .unreadable(let request, let why): add("unreadable", request, ("why", .string(why)))
    case .noAnswer(let request, let limit):
      add("noAnswer", request, ("within", JSON(limit.inSeconds)))
    case .throttled(let request, let code, let wait):
      let time = wait.map { JSON($0.inSeconds) }
      add("throttled", request, ("code", .number(String(code))), ("wait", time))
    case .failed(let request, let code, let reason):
      let why = reason.map { JSON.string($0) }
      add("failed", request, ("code", .number(String(code))), ("why", why))
    case .unauthorised, .unknownJob, .refused, .notSent, .unsupported, .unconfirmed, .deadline,
      .tooManyPolls,
      .invalid, .journal, .unkept, .unread, .foreignLink, .cannotListen, .closed, .cancelled:
      break
    }
    return .object(members)
  }

  /// Reads what `recorded` wrote; what it does not know becomes one without a connection.
  package init(recorded json: JSON, of server: String) {
    let request = Request(
      server: server,
      line: json["line"]?.string ?? "",
      redirects: json["redirects"]?.integer,
      proxyVariable: json["proxy"]?.string
    )
    let why = json["why"]?.string
    let code = json["code"]?.integer ?? 0
    switch json["failure"]?.string {
    case "untrusted": self = .untrusted(request, why: why ?? "")
    case "unreadable": self = .unreadable(request, why: why ?? "")
    case "noAnswer":
      self = .noAnswer(request, within: json["within"]?.duration ?? .zero)
    case "throttled":
      let wait = json["wait"]?.duration
      self = .throttled(request, code: code, wait: wait)
    case "failed": self = .failed(request, code: code, reason: why)
    default: self = .unreachable(request, why: why ?? json["reason"]?.string ?? "")
    }
  }
}
