import Foundation

/// When to ask about jobs of one kind, by what was learned of them.
package struct PollPlan: Sendable {
  /// Ages in seconds, ascending; for each the age at which to ask next, and the share of the jobs that
  /// have ended.
  private let ages: [Double]
  private let nextAges: [Double]
  private let ended: [Double]
  /// How many requests about one job it makes on average, if the model is right.
  let expectedRequests: Double
  /// What one more request may save: so many seconds of delay.
  let price: Double
  /// What it was made of.
  let model: DurationModel

  /// The least time between two requests, in seconds.
  static let leastGap = 0.01

  /// Plans with the price of a request that makes so many of them, or with that one where it makes fewer.
  init(_ model: DurationModel, requestsPerJob: Double, price known: Double? = nil) {
    let programme = PollProgramme(model)
    if let known {
      let solution = programme.solved(price: known)
      if solution.requests <= requestsPerJob {
        self.init(model, programme, solution, price: known)
        return
      }
    }
    // From a price at which a job of 10 ms is asked about hundreds of times to one at which a job of
    // ten days is asked about once, halved until the steps between plans are smaller.
    var (low, high) = (log(1e-7), log(1e7))
    for _ in 0..<20 {
      let middle = (low + high) / 2
      let isTooMany = programme.solved(price: exp(middle)).requests > requestsPerJob
      if isTooMany { low = middle } else { high = middle }
    }
    self.init(model, programme, programme.solved(price: exp(high)), price: exp(high))
  }

  private init(
    _ model: DurationModel,
    _ programme: PollProgramme,
    _ solution: (next: [Int], requests: Double),
    price: Double
  ) {
    self.price = price
    self.model = model
    ages = programme.ages
    nextAges = solution.next.map { programme.ages[$0] }
    ended = programme.ages.map { model.ended(at: $0).share }
    expectedRequests = solution.requests
  }

  /// The age in seconds at which to ask about a job that was still going on at that age.
  func nextAge(after age: Double) -> Double {
    guard age < ages[ages.count - 1] else { return 1.5 * age }
    return max(value(at: age, in: nextAges), age + Self.leastGap)
  }

  /// How likely a job is to be as short as that one, or as long, whichever is less likely; where its
  /// end was seen through requests, as they would have shown it.
  func odds(of duration: JobDuration) -> Double {
    let longer = 1 - value(at: duration.early.inSeconds, in: ended)
    return duration.late.map { min(longer, value(at: $0.inSeconds, in: ended)) } ?? longer
  }

  private func value(at age: Double, in values: [Double]) -> Double {
    var (low, high) = (0, ages.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if ages[middle] <= age { low = middle } else { high = middle }
    }
    let part = min(1, max(0, age - ages[low]) / (ages[high] - ages[low]))
    return values[low] + part * (values[high] - values[low])
  }

  /// The same, moved by up to ± `jitter` of the shorter of the times before and after it: jobs that
  /// were started together are not asked about together, and none is asked about out of turn.
  func nextAge(
    after age: Double,
    jitter: Double,
    using generator: inout some RandomNumberGenerator
  ) -> Double {
    let next = nextAge(after: age)
    guard jitter > 0 else { return next }
    let space = min(next - age, nextAge(after: next) - next)
    return max(next + space * .random(in: -jitter...jitter, using: &generator), age + Self.leastGap)
  }
}
