import JobModel
import JobProfile

/// Answers kept for a while, as a proxy would that asks too seldom.
struct AnswerCache: Sendable {
  private var entries: [String: (answer: WireAnswer, time: Timestamp)] = [:]

  /// More answers than that are not worth being kept.
  private static let limit = 10_000

  /// The answer to a target that is younger than `age`.
  func answer(to target: String, youngerThan age: Duration, at now: Timestamp) -> WireAnswer? {
    guard let entry = entries[target], entry.time.duration(to: now) < age else { return nil }
    return entry.answer
  }

  mutating func keep(_ answer: WireAnswer, for target: String, at now: Timestamp) {
    if entries.count >= AnswerCache.limit { entries = [:] }
    entries[target] = (answer, now)
  }
}
