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
    /// Bytes that are kept of a line: a dump without a line end does not hide what stands before it.
    static let keptBytesOfLine = 16 << 10
    /// Bytes that an answer may have.
    static let longestAnswer = 16 << 20

    /// What a carriage return did not write over.
    private static func standing(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      let mark = line.dropLast().lastIndex(of: UInt8(ascii: "\r"))
      return mark.map { line[($0 + 1)...] } ?? line
    }

    /// The last lines of a text, of each its beginning, and whether there were more in front of them.
    static func lastPart(of text: String) -> (String, isCut: Bool) {
      guard text.utf8.count > keptBytes else { return (text, false) }
      let end = UInt8(ascii: "\n")
      let lines = Array(text.utf8).split(separator: end, omittingEmptySubsequences: false)
      var room = keptBytes
      let kept = lines.reversed().prefix { line in
        room -= min(standing(line).count, keptBytesOfLine) + 1
        return room >= 0
      }
      let part = kept.reversed().map { standing($0).prefix(keptBytesOfLine) }.joined(separator: [
        end
      ])
      return (String(decoding: Array(part), as: UTF8.self), kept.count < lines.count)
    }
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
    let (kept, isCut) = LogFollow.lastPart(of: text)
    let part = redaction.text(kept)
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
