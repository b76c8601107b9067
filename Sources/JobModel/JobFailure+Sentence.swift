extension JobFailure: CustomStringConvertible {
  /// One sentence: what happened, where, and what can be done.
  public var description: String {
    switch self {
    case .unreachable(let request, let why):
      "\(request.server): \(request.line) did not get through: \(why). \(doubt)"
    case .untrusted(let request, let why):
      "\(request.server): \(request.line) was not sent: \(why)."
    case .noAnswer(let request, let limit):
      "\(request.server): no answer to \(request.line) within \(limit.short)."
    case .unauthorised(let request, let code, let reason):
      "\(request.server) refuses the credentials (\(code)\(reason.clause))."
    case .throttled(let request, let code, let wait):
      "\(request.server) asks to slow down (\(code) to \(request.line))"
        + (wait.map { "; it wants no request for \($0.short)." } ?? ".")
    case .failed(let request, let code, let reason):
      "\(request.server) answered \(request.line) with \(code)\(reason.clause)."
    case .unreadable(let request, let why):
      "\(request.server): the answer to \(request.line) cannot be read: \(why). Is the profile "
        + "the right one?"
    case .unknownJob(let server, let id):
      "\(server) has no job \(id)."
    case .refused(let server, let operation, let reason):
      "\(server) refused to \(operation.rawValue)\(reason.clause)."
    case .notSent(let server, let operation, let id, let why):
      "The \(operation.rawValue) of \(id == .only ? "the job of \(server)" : "\(server) \(id)") is not "
        + "sent: \(why)."
    case .unsupported(let server, let operation, let profile):
      "\(server) cannot \(operation.rawValue): its profile \(profile) has no such request."
    case .unconfirmed(let server, _, let why):
      "\(server) may have made a job that nobody was told of (\(why)). Look there before you send it "
        + "again."
    case .deadline(let job, let limit):
      "\(job.sentence) after \(limit.short). \(job.lastWord)\(job.advice)"
    case .tooManyPolls(let job, let limit):
      "\(job.sentence) after \(limit) \(limit == 1 ? "poll" : "polls"). \(job.lastWord)\(job.advice)"
    case .invalid(let name, let given, let allowed):
      "\(name) cannot be “\(given)”: \(allowed)."
    case .journal(let why):
      "The job could not be noted down, so nothing was sent: \(why)."
    case .unkept(let why):
      "What is learned of jobs cannot be kept: \(why). Until that is mended it is held in memory "
        + "alone."
    case .unread(let why):
      "What was kept of earlier jobs cannot be read: \(why). It stays where it is; when that is mended, "
        + "start again to see them."
    case .foreignLink(let request, let link):
      "\(request.server): the list ends early. Its next page is said to be at \(link), another host, "
        + "which is not asked: the credentials are not for it."
    case .cannotListen(let server, let url, let why):
      "Nothing can be posted to \(url): \(why). Until then \(server) is only asked."
    case .closed:
      "The client is closed."
    case .cancelled:
      "The wait was stopped; the job goes on."
    }
  }

  /// The server leads on and on, or after fewer than five redirects to where it has led before.
  package static func misled(_ request: Request, redirects: Int) -> JobFailure {
    let request = Request(server: request.server, line: request.line, redirects: redirects)
    let why = redirects < 5 ? "it redirects in a circle" : "more than \(redirects) redirects"
    return .unreachable(request, why: why)
  }

  /// Whether it answers, if only with redirects that lead nowhere.
  package var isMisled: Bool {
    if case .unreachable(let request, _) = self { request.redirects != nil } else { false }
  }

  /// The proxy that a variable of the environment names did not let it through.
  package static func notForwarded(
    _ request: Request,
    by variable: String,
    why: String
  ) -> JobFailure {
    let request = Request(server: request.server, line: request.line, proxyVariable: variable)
    return .unreachable(request, why: why)
  }

  /// What to look at where nothing gets through: a server that leads round in circles does run.
  package var doubt: String {
    if case .unreachable(let request, _) = self {
      if request.redirects != nil { return "Is the URL the right one?" }
      if let variable = request.proxyVariable { return "Is \(variable) right?" }
    }
    return "Is the server running?"
  }

  /// Whether nothing came from the server at all.
  package var isAbsence: Bool {
    switch self {
    case .unreachable, .noAnswer: true
    case .untrusted, .unauthorised, .throttled, .failed, .unreadable, .unknownJob, .refused,
      .notSent, .unsupported, .unconfirmed, .deadline, .tooManyPolls, .invalid, .journal,
      .foreignLink,
      .cannotListen, .unkept, .unread, .closed, .cancelled:
      false
    }
  }

  /// What went wrong, as a clause for another sentence.
  package var cause: String {
    switch self {
    case .unreachable(_, let why), .untrusted(_, let why), .journal(let why), .unkept(let why),
      .unread(let why), .notSent(_, _, _, let why):
      why
    case .noAnswer(_, let limit): "nothing came within \(limit.short)"
    case .unreadable(_, let why): "what came cannot be read: \(why)"
    case .unauthorised, .throttled, .failed, .unknownJob, .refused, .unsupported, .unconfirmed,
      .deadline, .tooManyPolls, .invalid, .foreignLink, .cannotListen, .closed, .cancelled:
      brief
    }
  }

  /// A few words for the header of the screen.
  package var brief: String {
    switch self {
    case .unreachable: "no connection"
    case .untrusted: "not trusted"
    case .noAnswer: "no answer"
    case .unauthorised: "unauthorised"
    case .throttled(_, let code, _): "asked to slow down (\(code))"
    case .failed(_, let code, _): "answered \(code)"
    case .unreadable: "unreadable answer"
    case .unknownJob: "no such job"
    case .refused: "refused"
    case .notSent: "not sent"
    case .unsupported: "not offered"
    case .unconfirmed: "unconfirmed"
    case .deadline, .tooManyPolls: "not finished"
    case .invalid: "bad option"
    case .journal, .unkept, .unread: "journal"
    case .foreignLink: "list ends early"
    case .cannotListen: "no webhook"
    case .closed: "closed"
    case .cancelled: "stopped"
    }
  }
}

extension JobFailure.Unfinished {
  fileprivate var lastWord: String { trouble.map { "\($0) " } ?? "" }

  fileprivate var advice: String {
    lastState == .submitting
      ? "Look there before you send it again." : "It goes on, and can be waited for again."
  }

  fileprivate var sentence: String {
    if lastState == .submitting { return "\(server) has not answered the create" }
    let place = id == .only ? server : "\(server) \(id)"
    if lastState == .pending, seen == nil {
      return "\(server) has not said yet how \(id == .only ? "its job" : "\(id)") stands"
    }
    return "\(place) is still \(lastState.rawValue)"
  }
}

extension Optional<String> {
  fileprivate var clause: String {
    guard let self, !self.isEmpty else { return "" }
    // The sentence that it ends has a stop of its own.
    return ": " + (self.hasSuffix(".") ? String(self.dropLast()) : self)
  }
}

extension Duration {
  /// As in `850 ms`, `12 s`, `3m05`, `2h10`.
  package var short: String {
    let seconds = inSeconds
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 10, seconds != seconds.rounded() {
      return "\(Double(Int((seconds * 10).rounded())) / 10) s"
    }
    let whole = Int(seconds.rounded())
    if whole < 120 { return "\(whole) s" }
    let (large, small, unit) =
      whole < 7200 ? (whole / 60, whole % 60, "m") : (whole / 3600, whole / 60 % 60, "h")
    return "\(large)\(unit)\(small < 10 ? "0" : "")\(small)"
  }
}
