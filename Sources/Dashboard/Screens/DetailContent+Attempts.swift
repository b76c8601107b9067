import JobModel
import Screen

extension DetailContent {
  /// The server's own tries of this run: when each was first heard of, how it ended, and why.
  var attempts: [[Span]] {
    let attempts = Attempt.all(in: row.history, of: job.runNumber)
    guard !attempts.isEmpty else { return [] }
    let told = attempts.enumerated().flatMap { index, attempt in
      lines(of: attempt, isLast: index == attempts.count - 1)
    }
    return [[], [Span("Attempts", .frameTitle)]] + told
  }

  private func lines(of attempt: Attempt, isLast: Bool) -> [[Span]] {
    let name = "try \(attempt.number)" + (job.attemptLimit.map { " of \($0)" } ?? "")
    let time = ShortText.moment(attempt.begin, now: now, utcOffset: state.utcOffset)
    // A try that another one followed has failed, whether the server said so or not.
    let outcome: JobState = isLast ? job.state : .failed
    let end = isLast ? laneEnd : attempt.end
    let isEndSeen = outcome.isFinal && attempt.isEndSeen
    let bound = !attempt.isBeginKnown ? "≥" : attempt.isBeginSeen || isEndSeen ? "~" : ""
    let took = bound + ShortText.age(max(0, end.wholeSecond - attempt.begin.wholeSecond))
    let line = [
      Span(time + "  ", .faint), Span(TextWidth.padded(name, to: 12)),
      Span(outcome.glyph + " " + outcome.rawValue, outcome.role),
      Span((outcome.isFinal ? "  after " : "  for ") + took, .faint),
    ]
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

  private mutating func end(at change: StateChange) {
    end = change.time
    isEndSeen = change.isOnlySeen
  }

  static func all(in history: [StateChange], of runNumber: Int) -> [Attempt] {
    history.reduce(into: []) { attempts, change in
      guard change.runNumber == runNumber, let number = change.attempt else { return }
      if attempts.last?.number == number {
        attempts[attempts.count - 1].end(at: change)
      } else {
        // One begins where the one before ends.
        if let last = attempts.indices.last { attempts[last].end(at: change) }
        attempts.append(
          Attempt(
            number: number,
            begin: change.time,
            isBeginKnown: !change.isOnlySeen || !attempts.isEmpty,
            isBeginSeen: change.isOnlySeen,
            end: change.time
          )
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
