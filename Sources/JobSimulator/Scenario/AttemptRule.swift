/// How often the server itself tries a job, and how often that goes wrong.
package struct AttemptRule: Hashable, Sendable {
  /// The most tries of one job, at least 1.
  package var limit: Int
  /// The chance that a try which is not the last one fails and is repeated.
  package var failure: Double

  /// Makes a rule.
  package init(limit: Int = 1, failure: Double = 0) {
    self.limit = limit
    self.failure = failure
  }
}
