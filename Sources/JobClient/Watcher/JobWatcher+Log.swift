import JobModel
import JobProfile

/// The log that somebody reads: asked for again while its job goes on.
extension JobWatcher {
  /// What is known of that log.
  struct LogFollow: Sendable {
    var log: JobLog
    /// When to ask next; nothing: one is on its way, or nothing more will come.
    var due: Timestamp?
    /// Requests that came to nothing, in a row.
    var failures = 0

    /// The time between two requests, where the profile does not want a longer one.
    static let interval = Duration.seconds(2)
    /// Bytes of text that are kept.
    static let keptBytes = 256 << 10
    /// Bytes that an answer may have.
    static let longestAnswer = 16 << 20
  }

  /// The log of that run is read from now on; nothing: none is.
  mutating func follow(logOf run: RunID?, _ now: Timestamp) {
    guard let run, entries[run]?.job.jobID != nil else { return logFollow = nil }
    logFollow = LogFollow(log: JobLog(run: run), due: now)
  }

  /// The request for the log, where it is due and may be sent.
  mutating func dueLog(_ now: Timestamp) -> Errand? {
    guard let follow = logFollow, let due = follow.due, due <= now, mayPoll(.log, now),
      mayRepeat(at: logPrice, now)
    else { return nil }
    logFollow?.due = nil
    return .log(follow.log.run)
  }

  /// When the log must be asked for next.
  mutating func nextLogTime(_ now: Timestamp) -> Timestamp? {
    guard let due = logFollow?.due else { return nil }
    return [due, pollOpens(.log, now), quotaOpens(for: logPrice)].compactMap(\.self).max()
  }

  /// Takes the answer in; an unchanged log is not told again.
  mutating func logAnswered(_ run: RunID, _ answer: WireAnswer, _ sent: Sent, _ now: Timestamp) {
    guard var follow = logFollow, follow.log.run == run else { return }
    guard let text = profile.readLog(answer) else {
      return logFailed(run, "the answer holds no log", now)
    }
    let kept = text.utf8.suffix(LogFollow.keptBytes)
    let isCut = kept.count < text.utf8.count
    var part = redaction.text(String(decoding: kept, as: UTF8.self))
    if isCut { part = String(part.drop { !$0.isNewline }.dropFirst()) }
    let next = isLogComplete(run, askedAt: sent.at) ? nil : now.advanced(by: logInterval)
    follow.failures = 0
    follow.due = next
    follow.log = JobLog(run: run, text: part, isCut: isCut, time: now, next: next)
    logFollow = follow
    actions.append(.reportLog(follow.log))
  }

  /// What was there before stays, with why no more is.
  mutating func logFailed(_ run: RunID, _ why: String, _ now: Timestamp) {
    guard var follow = logFollow, follow.log.run == run else { return }
    follow.failures += 1
    let delay = options.retry.delay(after: follow.failures, using: &generator)
    follow.due = now.advanced(by: max(delay, logInterval))
    follow.log.next = follow.due
    follow.log.trouble = why
    logFollow = follow
    actions.append(.reportLog(follow.log))
  }

  /// Whether all has been read: it was asked for after the end was known.
  private func isLogComplete(_ run: RunID, askedAt: Timestamp) -> Bool {
    guard let entry = entries[run], entry.job.state.isFinal else { return entries[run] == nil }
    return askedAt >= entry.heardAt
  }

  private var logInterval: Duration { max(LogFollow.interval, profile.pollFloor) }
}
