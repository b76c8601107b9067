import JobModel
import Screen

extension DetailContent {
  /// The server's own tries of this run: when each was first heard of, how it ended, and why.
  var attempts: [[Span]] {
    let attempts = allAttempts
    guard !attempts.isEmpty else { return [] }
    let told = attempts.enumerated().flatMap { index, attempt in
      lines(of: attempt, isLast: index == attempts.count - 1)
    }
    return [[], [Span("Attempts", .frameTitle)]] + told
  }

  /// Why tries failed, as told beside them.
  var reasonsOfAttempts: Set<String> { Set(allAttempts.compactMap(\.reason)) }

  private var allAttempts: [Attempt] {
    Attempt.all(in: row.history, of: job.runNumber, bornAt: row.birth)
  }

  private func lines(of attempt: Attempt, isLast: Bool) -> [[Span]] {
    let name = "try \(attempt.number)" + (job.attemptLimit.map { " of \($0)" } ?? "")
    let time = ShortText.moment(attempt.begin, now: now, utcOffset: state.utcOffset)
    // A try that another one followed has failed, whether the server said so or not.
    let outcome: JobState = isLast ? job.state : .failed
    let end = isLast ? laneEnd : attempt.end
    let isEndSeen = outcome.isFinal && attempt.isEndSeen
    let bound = !attempt.isBeginKnown ? "≥" : attempt.isBeginSeen || isEndSeen ? "~" : ""
    var line = [
      Span(time + "  ", .faint), Span(TextWidth.padded(name, to: 12)),
      Span(outcome.glyph + " " + outcome.rawValue, outcome.role),
    ]
    let seconds = end.wholeSecond - attempt.begin.wholeSecond
    // Of one that was over when it was first heard of nobody knows how long it took.
    if seconds > 0 || attempt.isBeginKnown || !outcome.isFinal {
      let took = bound + ShortText.age(max(0, seconds))
      line.append(Span((outcome.isFinal ? "  after " : "  for ") + took, .faint))
    }
    return explained(line, by: attempt.reason)
  }
}

/// One of the server's tries, as far as its answers told of it.
private struct Attempt {
  let number: Int
  let begin: Timestamp
  /// Whether it began then; else it was first heard of then.
  let isBeginKnown: Bool
  /// Between two sights, which nobody tells more exactly.
  let isBeginSeen: Bool
  var end: Timestamp
  var isEndSeen = false
  var reason: String?

  /// A try that was heard of by a change.
  ///
  /// Of a job that was found its first try began with it, where the server says when that was.
  init(_ number: Int, from change: StateChange, isFirst: Bool, bornAt birth: Timestamp?) {
    self.number = number
    end = change.time
    let wasFound = isFirst && number == 1 && (change.isOnlySeen || change.state.isFinal)
    if wasFound, let birth, birth < change.time {
      (begin, isBeginKnown, isBeginSeen) = (birth, true, false)
    } else {
      begin = change.time
      // What was over when it was first heard of did not begin then.
      isBeginKnown = !isFirst || !change.isOnlySeen && !change.state.isFinal
      isBeginSeen = change.isOnlySeen
    }
    isEndSeen = change.isOnlySeen && change.state.isFinal
  }

  private mutating func end(at change: StateChange) {
    end = change.time
    isEndSeen = change.isOnlySeen
  }

  /// The tries of a run of a job that was born then, where its server says so.
  static func all(
    in history: [StateChange],
    of runNumber: Int,
    bornAt birth: Timestamp?
  ) -> [Attempt] {
    history.reduce(into: []) { attempts, change in
      guard change.runNumber == runNumber, let number = change.attempt else { return }
      if attempts.last?.number == number {
        attempts[attempts.count - 1].end(at: change)
      } else {
        // One begins where the one before ends.
        if let last = attempts.indices.last { attempts[last].end(at: change) }
        attempts.append(
          Attempt(number, from: change, isFirst: attempts.isEmpty, bornAt: birth)
        )
      }
      let own = attempts.indices.last.flatMap { last in
        // While one runs, a server tells why the one before failed.
        change.reasonIsOfTryBefore ? attempts.index(last, offsetBy: -1, limitedBy: 0) : last
      }
      if let own, let reason = change.reason { attempts[own].reason = reason }
    }
  }
}
