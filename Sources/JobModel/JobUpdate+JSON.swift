extension JobUpdate {
  /// The fields of an update as JSON lines write them; the only place where they are named.
  ///
  /// Times are RFC 3339 in UTC, `progress` is 0 to 1 or null, `result` a URL, JSON or null; `state`
  /// is `asking` for a job of which no server has said anything yet.
  public var json: JSON {
    [
      "time": .string(time.rfc3339),
      "server": .string(job.server),
      "id": JSON(text: job.jobID?.rawValue),
      "run": .number(String(job.runNumber)),
      "title": JSON(text: job.title),
      "kind": JSON(text: job.kind),
      "state": .string(job.stateWord),
      "serverState": JSON(text: job.serverState),
      "final": .boolean(job.state.isFinal),
      "attempt": JSON(count: job.attempt),
      "attemptLimit": JSON(count: job.attemptLimit),
      "polls": .number(String(job.polls)),
      "failures": .number(String(job.repeats)),
      "progress": job.progress.map { JSON($0) } ?? .null,
      "reason": JSON(text: job.reason),
      "result": job.result ?? .null,
      "source": .string(source.rawValue),
    ]
  }
}

extension JSON {
  fileprivate init(text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  fileprivate init(count: Int?) {
    self = count.map { .number(String($0)) } ?? .null
  }
}
