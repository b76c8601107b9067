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
    let took = ShortText.age(max(0, end.wholeSecond - attempt.begin.wholeSecond))
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
  var end: Timestamp
  var reason: String?

  static func all(in history: [StateChange], of runNumber: Int) -> [Attempt] {
    history.reduce(into: []) { attempts, change in
      guard change.runNumber == runNumber, let number = change.attempt else { return }
      if attempts.last?.number == number {
        attempts[attempts.count - 1].end = change.time
        attempts[attempts.count - 1].reason = change.reason ?? attempts.last?.reason
        return
      }
      if let last = attempts.indices.last {
        attempts[last].end = change.time
        // While the next one runs, a server tells why the one before failed.
        if !change.state.isFinal { attempts[last].reason = change.reason ?? attempts[last].reason }
      }
      let own = change.state.isFinal ? change.reason : nil
      attempts.append(Attempt(number: number, begin: change.time, end: change.time, reason: own))
    }
  }
}
