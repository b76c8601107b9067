extension Job {
  /// Takes in what a server said about this run; true where a reader would notice a change.
  ///
  /// Within a run final is sticky: after the end nothing changes any more. Facts with a revision or
  /// a time of change before the one that is known are old news and change nothing.
  package mutating func merge(_ facts: JobFacts, at now: Timestamp) -> Bool {
    guard !state.isFinal, !facts.isOlder(than: self) else { return false }
    let before = self
    take(facts.state)
    // How far an earlier try came says nothing of the one that waits or has begun.
    let isNextTry = facts.attempt.map { $0 > before.attempt ?? $0 } ?? false
    if isNextTry || (before.state == .running && state == .pending) { progress = nil }
    title.take(facts.title)
    kind.take(facts.kind)
    progress = facts.progress ?? progress
    attempt = facts.attempt ?? attempt
    attemptLimit = facts.attemptLimit ?? attemptLimit
    reason = facts.reason ?? facts.reasonCode ?? reason
    revision.take(facts.revision)
    updated = facts.updated ?? updated
    takeCreation(facts)
    started = facts.started ?? started
    // Why an earlier attempt failed is no reason once a later one has succeeded, or was cancelled.
    if state == .completed { reason = nil }
    if state == .cancelled { reason = facts.reason ?? facts.reasonCode }
    if state.isFinal {
      result = facts.result ?? result
      finished = facts.finished ?? now
    }
    let changed = self != before
    seen = now
    return changed
  }

  /// Without the server's word a job is at least as old as anything that is known of it.
  private mutating func takeCreation(_ facts: JobFacts) {
    if let known = facts.created {
      created = known
      isCreationKnown = true
    } else if !isCreationKnown {
      created = [facts.started, facts.updated].compactMap(\.self).reduce(created, min)
    }
  }

  private mutating func take(_ reading: JobFacts.StateReading?) {
    guard let reading else { return }
    serverState.take(reading.word)
    isKnownWord = reading.isKnown
    guard reading.state.isFinal, reading.confirmations > 1 else {
      confirmation = nil
      state = reading.state
      return
    }
    let count = (confirmation?.count ?? 0) + 1
    let isBelieved = count >= reading.confirmations
    confirmation = isBelieved ? nil : Confirmation(count: count, needed: reading.confirmations)
    state = isBelieved ? reading.state : .running
  }
}

extension String? {
  /// Becomes another text, where there is one and it says something else.
  ///
  /// Most texts of a job are told again and again: the first stays. A copy, so that it does not lie
  /// amid what was read with it and is gone soon.
  fileprivate mutating func take(_ text: String?) {
    guard let text, text != self else { return }
    self = String(decoding: text.utf8, as: UTF8.self)
  }
}

extension JobFacts {
  /// Whether the server's own order puts these facts before what the job already shows.
  fileprivate func isOlder(than job: Job) -> Bool {
    if revision != nil, job.revision != nil { return job.isBeyond(revision) }
    if let updated, let known = job.updated { return updated < known }
    return false
  }
}

extension Job {
  /// Whether it shows a later revision than that; where there is none nobody knows.
  package func isBeyond(_ earlier: String?) -> Bool {
    guard let earlier, let revision else { return false }
    if let number = Int(earlier), let known = Int(revision) { return number < known }
    return earlier < revision
  }
}
