import JobModel

/// What is written down for others.
extension Redaction {
  /// A fact with stand-ins; nothing where it is a sentence, which may name anything.
  package func event(_ event: DashboardEvent) -> DashboardEvent? {
    switch event {
    case .updates(let updates): .updates(updates.map(update))
    case .servers(let servers): .servers(servers.map { server($0) })
    case .status(let status): .status(self.status(status))
    case .outlook(let outlook): self.outlook(outlook).map { .outlook($0) }
    case .failed, .undone, .told, .misconfigured, .done, .exchanges, .log, .commandOutput, .preview,
      .download, .wrote, .recordingStopped:
      nil
    case .configured, .forgotten, .asked, .withdrawn, .commandEnded, .ended, .key, .mouse,
      .focused, .resized, .tick:
      event
    }
  }

  private func update(_ update: JobUpdate) -> JobUpdate {
    var redacted = update
    redacted.job = job(update.job)
    return redacted
  }

  private func outlook(_ outlook: DurationOutlook) -> DurationOutlook? {
    DurationOutlook(
      server: server(outlook.server),
      kind: outlook.kind,
      span: outlook.span,
      peers: outlook.peers,
      ages: outlook.ages
    )
  }

  func status(_ status: ServerStatus) -> ServerStatus {
    var redacted = status
    redacted.server = server(status.server)
    switch status.link {
    case .unauthorised(let reason): redacted.link = .unauthorised(reason: self.reason(reason))
    case .retrying(let instant, let failures, let failure):
      redacted.link = .retrying(at: instant, failures: failures, because: self.failure(failure))
    case .unanswered(let instant, let failure):
      redacted.link = .unanswered(at: instant, because: self.failure(failure))
    case .idle, .connecting, .push, .longPoll, .poll, .limited: break
    }
    redacted.failing?.because = self.failure(status.failing?.because ?? .closed)
    return redacted
  }

  /// What went wrong, without the request that names job and server and without the server's words.
  private func failure(_ failure: JobFailure) -> JobFailure {
    let request = JobFailure.Request(server: "", line: "a request")
    return switch failure {
    case .noAnswer(_, let limit): .noAnswer(request, within: limit)
    case .throttled(_, let code, let wait): .throttled(request, code: code, wait: wait)
    case .failed(_, let code, _): .failed(request, code: code, reason: nil)
    case .unreadable: .unreadable(request, why: "it is not what the profile says")
    case .untrusted: .untrusted(request, why: "its certificate is not trusted")
    case .unreachable, .unauthorised, .unknownJob, .refused, .notSent, .unsupported, .unconfirmed,
      .deadline,
      .tooManyPolls, .invalid, .journal, .unkept, .unread, .foreignLink, .cannotListen, .closed,
      .cancelled:
      .unreachable(request, why: "it did not get through")
    }
  }
}
