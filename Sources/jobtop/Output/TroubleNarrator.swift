import JobModel

/// Tells what is wrong between us and a server, and what comes next: each trouble once, and once that
/// it is over.
///
/// One failed request is no trouble, and a server that was never reached is another story: then the
/// command ends.
struct TroubleNarrator {
  /// Failures in a row that make a trouble.
  private static let failures = 2
  /// A rest that is asked for and is shorter than that is not worth a sentence.
  private static let rest = Duration.seconds(5)
  /// What was told and is not over.
  private var trouble: Trouble?
  /// It was told that some requests keep failing, or that the rate limit is used up.
  private var hasToldFailing = false
  private var hasToldLimit = false

  private enum Trouble: Hashable {
    /// No answer comes; when it was last there.
    case away(since: Timestamp)
    /// It answers, and nothing that helps; when it last said anything else, where that can be told from
    /// what it says now.
    case ill(since: Timestamp?)
  }

  /// What is to be told, if anything.
  mutating func sentence(on status: ServerStatus, at now: Timestamp) -> String? {
    if let sentence = sentence(onEndIn: status) { return sentence }
    if case .retrying(let next, let count, let failure) = status.link {
      return sentence(on: failure, count, status, nextIn: now.duration(to: next))
    }
    if let failing = status.failing, !hasToldFailing {
      hasToldFailing = true
      return failing.sentence(of: status.server, at: now)
    }
    if case .limited(let next) = status.link, !hasToldLimit {
      hasToldLimit = true
      return "\(status.server): its rate limit is used up. Asking again in "
        + "\(now.duration(to: next).ahead); no job is lost by that."
    }
    return nil
  }

  private mutating func sentence(onEndIn status: ServerStatus) -> String? {
    switch status.link {
    case .retrying, .unanswered, .unauthorised, .limited, .connecting: return nil
    case .idle, .push, .longPoll, .poll: break
    }
    switch trouble {
    case .away(let since)?:
      guard let seen = status.seen, seen > since else { return nil }
      trouble = nil
      return "\(status.server) is back."
    case .ill(let since)?:
      // Where nothing is asked any more, nobody knows whether it is well.
      let isWell = since.flatMap { since in status.seen.map { $0 > since } } ?? false
      guard status.link != .idle || isWell else { return nil }
      trouble = nil
      return "\(status.server) answers again."
    case nil: return nil
    }
  }

  private mutating func sentence(
    on failure: JobFailure,
    _ count: Int,
    _ status: ServerStatus,
    nextIn time: Duration
  ) -> String? {
    if case .ill = trouble, failure.isAbsence { trouble = nil }
    guard trouble == nil else { return nil }
    if failure.isAbsence {
      guard let seen = status.seen, count >= Self.failures else { return nil }
      trouble = .away(since: seen)
      let what = failure.isMisled ? "cannot be asked" : "went away"
      return "\(status.server) \(what): \(failure.cause). Asking again in \(time.ahead), "
        + "and on until it is back; the jobs are not lost."
    }
    guard count >= Self.failures || failure.isWish && time >= Self.rest else { return nil }
    trouble = .ill(since: failure.isWish ? nil : status.seen ?? .epoch)
    return "\(failure) Asking again in \(time.ahead); the jobs are not lost."
  }
}

extension JobFailure {
  /// Whether the server itself asks to wait.
  fileprivate var isWish: Bool {
    if case .throttled = self { true } else { false }
  }
}
