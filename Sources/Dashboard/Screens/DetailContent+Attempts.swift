import JobModel
import Screen

extension DetailContent {
  /// The server's own tries of this run: when each was first heard of, how it ended, and why.
  var attempts: [[Span]] {
    let attempts = Attempt.all(in: row.history, of: job.runNumber, started: job.started)
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
    let bound = attempt.isBeginKnown ? "" : "≥"
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
  var end: Timestamp
  var reason: String?

  static func all(
    in history: [StateChange],
    of runNumber: Int,
    started: Timestamp?
  ) -> [Attempt] {
    history.reduce(into: []) { attempts, change in
      guard change.runNumber == runNumber, let number = change.attempt else { return }
      if attempts.last?.number == number {
        attempts[attempts.count - 1].end = change.time
      } else {
        if let last = attempts.indices.last { attempts[last].end = change.time }
        // The server tells when the first one began; a later one begins where the one before ends.
        let begin = number == 1 ? started.map { min($0, change.time) } : nil
        attempts.append(
          Attempt(
            number: number,
            begin: begin ?? change.time,
            isBeginKnown: begin != nil || !attempts.isEmpty,
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
