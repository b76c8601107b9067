extension ServerStatus {
  /// The status as an object; durations are seconds.
  package var recorded: JSON {
    var members = [JSON.Member("server", .string(server))] + link.members
    if let seen { members.append(JSON.Member("seen", .string(seen.rfc3339))) }
    members += dropped.members
    if isListCapped { members.append(JSON.Member("capped", true)) }
    if let unchanged { members.append(JSON.Member("unchanged", unchanged.recorded)) }
    if let failing { members.append(JSON.Member("failing", failing.recorded)) }
    if let silentSince { members.append(JSON.Member("silentSince", .string(silentSince.rfc3339))) }
    return .object(members)
  }

  /// Reads what `recorded` wrote.
  /// - Throws: `JSON.MemberError` where there is no server or link.
  package init(recorded json: JSON) throws(JSON.MemberError) {
    let server = try json.needed("server")
    self.init(
      server: server,
      link: try Link(json, of: server),
      seen: json.instant("seen"),
      dropped: Dropped(recorded: json),
      isListCapped: json["capped"]?.boolean ?? false,
      unchanged: json["unchanged"].flatMap(Unchanged.init(recorded:)),
      failing: json["failing"].flatMap { Failing(recorded: $0, of: server) },
      silentSince: json.instant("silentSince")
    )
  }
}

extension ServerStatus.Dropped {
  /// All of them under one name, as recordings of an earlier version have it, and what kind they are.
  fileprivate var members: [JSON.Member] {
    let counts = [("dropped", total), ("droppedPosts", posts), ("droppedJobs", jobs)]
    return counts.filter { $0.1 > 0 }.map { JSON.Member($0.0, .number(String($0.1))) }
  }

  fileprivate init(recorded json: JSON) {
    let posts = max(0, json["droppedPosts"]?.integer ?? 0)
    let jobs = max(0, json["droppedJobs"]?.integer ?? 0)
    let others = (json["dropped"]?.integer ?? 0).subtractingReportingOverflow(posts).partialValue
    let messages = others.subtractingReportingOverflow(jobs).partialValue
    self.init(messages: max(0, messages), posts: posts, jobs: jobs)
  }
}

extension ServerStatus.Unchanged {
  fileprivate var recorded: JSON {
    .object([
      JSON.Member("since", .string(since.rfc3339)), JSON.Member("asked", .string(asked.rfc3339)),
      JSON.Member("confirmed", .string(confirmed.rfc3339)),
      JSON.Member("interval", JSON(interval.inSeconds)),
    ])
  }

  fileprivate init?(recorded json: JSON) {
    guard let since = json.instant("since"), let asked = json.instant("asked"),
      let confirmed = json.instant("confirmed"), let interval = json["interval"]?.duration
    else { return nil }
    self.init(since: since, asked: asked, confirmed: confirmed, interval: interval)
  }
}

extension ServerStatus.Failing {
  fileprivate var recorded: JSON {
    .object([
      JSON.Member("requests", .number(String(requests))),
      JSON.Member("retryAt", .string(retryAt.rfc3339)),
      JSON.Member("because", because.recorded),
    ])
  }

  fileprivate init?(recorded json: JSON, of server: String) {
    guard let requests = json["requests"]?.integer, let retryAt = json.instant("retryAt") else {
      return nil
    }
    let because = JobFailure(recorded: json["because"] ?? .null, of: server)
    self.init(requests: requests, retryAt: retryAt, because: because)
  }
}

extension ServerStatus.Link {
  fileprivate var members: [JSON.Member] {
    switch self {
    case .idle: named("idle")
    case .connecting: named("connecting")
    case .push(let delay): named("push", ("delay", delay.map { JSON($0.inSeconds) }))
    case .longPoll: named("longPoll")
    case .poll(let interval): named("poll", ("every", JSON(interval.inSeconds)))
    case .retrying(let instant, let failures, let reason):
      named(
        "retrying",
        ("at", .string(instant.rfc3339)),
        ("failures", .number(String(failures))),
        ("because", reason.recorded)
      )
    case .unanswered(let instant, let reason):
      named("unanswered", ("at", .string(instant.rfc3339)), ("because", reason.recorded))
    case .limited(let instant): named("limited", ("until", .string(instant.rfc3339)))
    case .unauthorised(let reason): named("unauthorised", ("reason", .string(reason)))
    }
  }

  private func named(_ word: String, _ more: (String, JSON?)...) -> [JSON.Member] {
    [JSON.Member("link", .string(word))]
      + more.compactMap { name, value in value.map { JSON.Member(name, $0) } }
  }

  fileprivate init(_ json: JSON, of server: String) throws(JSON.MemberError) {
    let word = try json.needed("link")
    let reason = json["reason"]?.string ?? ""
    switch word {
    case "idle": self = .idle
    case "connecting": self = .connecting
    case "push": self = .push(delay: json["delay"]?.duration)
    case "longPoll": self = .longPoll
    case "poll": self = .poll(every: json["every"]?.duration ?? .seconds(1))
    case "retrying":
      self = .retrying(
        at: json.instant("at") ?? .epoch,
        failures: json["failures"]?.integer ?? 1,
        // Recordings of an earlier version have the sentence alone.
        because: JobFailure(recorded: json["because"] ?? json, of: server)
      )
    case "unanswered":
      self = .unanswered(
        at: json.instant("at") ?? .epoch,
        because: JobFailure(recorded: json["because"] ?? .null, of: server)
      )
    case "limited": self = .limited(until: json.instant("until") ?? .epoch)
    case "unauthorised": self = .unauthorised(reason: reason)
    default: throw JSON.MemberError(description: "there is no link “\(word)”")
    }
  }
}
