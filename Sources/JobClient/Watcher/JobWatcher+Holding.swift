import JobModel
import JobProfile

extension JobWatcher {
  /// Whether a status request about that job may be one that the server holds.
  ///
  /// Half of what may be in flight is kept for everything else; jobs beyond that are polled.
  func mayHold(_ entry: Entry, _ now: Timestamp) -> Bool {
    push.number == nil && push.preferred(at: now) == .longpoll && host.failures == 0
      && heldCount < max(1, options.maximumInFlight / 2) && entry.job.jobID != nil
      && entry.job.state.isActive
  }

  /// Whether the server holds a request about that job.
  func isHeld(_ entry: Entry) -> Bool {
    inFlight.values.contains { $0.errand == .held(entry.job.run) }
  }

  /// Long polls on their way.
  var heldCount: Int {
    inFlight.values.count { $0.errand.isHeld }
  }

  /// A held request may take as long as the server holds it and ten seconds (DESIGN §5.9).
  var holdLimit: Duration {
    (profile.longestHold ?? .zero) + .seconds(10)
  }

  /// Takes the answer to a long poll in; nothing: the server says that nothing changed.
  ///
  /// The next one follows at once where this one was held, or has another state to tell. Otherwise the
  /// plan says when to ask again: neither a server that does not hold nor one that tells of progress at
  /// once, again and again, is hammered.
  mutating func takeHeld(_ facts: JobFacts?, _ run: RunID, sentAt: Timestamp, _ now: Timestamp) {
    entries[run]?.isAsking = false
    let before = entries[run]?.job
    let isNews = apply(facts ?? JobFacts(), to: run, .push(.longpoll), sentAt: sentAt, now)
    let time = sentAt.duration(to: now)
    let after = entries[run]?.job
    let isTurn = before?.state != after?.state || before?.attempt != after?.attempt
    let isHeld = time >= (isNews ? Self.soon : (profile.longestHold ?? .zero) / 2)
    if isTurn || isHeld { return push.held() }
    push.didNotHold(askedAt: sentAt, at: now, tellsNews: isNews)
    guard var entry = entries[run], entry.due != nil else { return }
    planByPolicy(&entry, after: nil, now)
    entries[run] = entry
  }

  /// News that come sooner are those that any status request would have brought.
  private static let soon = Duration.seconds(2)
}
