import Foundation

/// When to ask for a list that answers for many jobs at once.
///
/// A job that ends waits for the next list. The list is asked for when the delays that are to be
/// expected until then, of all jobs together, are worth a request: what one is worth follows from the
/// requests that each job may cost if it were asked about alone.
///
/// ```
/// Σ over jobs:  ∫ from age to age + Δ of (age + Δ − t) dF(t) / alive(age)  =  price of a request
/// ```
///
/// With hazards hᵢ that stay the same meanwhile it is Σ hᵢ·Δ²/2, which makes Δ = √(2·price / Σ hᵢ): four
/// times as many jobs are asked about twice as often, and each of them with half the requests. Where
/// hazards rise, as of jobs that were begun together, the integral sees it come.
package struct ListPlan: Sendable {
  private var jobs: [Candidate] = []

  /// A job that the list answers for; times in seconds.
  fileprivate struct Candidate: Sendable {
    let plan: PollPlan
    let age: Double
    /// The share of its kind that had ended at that age, and their times, each times its share.
    let ended: (share: Double, moment: Double)
    /// How long until its end where the server says that it comes no sooner.
    let end: Double?
  }

  /// Makes a plan for no job.
  package init() {}

  /// Takes in a job that was going on at that age in seconds.
  ///
  /// `end`: the server expects its end in so many seconds, and no sooner.
  package mutating func add(_ plan: PollPlan, age: Double, end: Double? = nil) {
    let age = max(0, age)
    let ended = plan.model.ended(at: age)
    jobs.append(Candidate(plan: plan, age: age, ended: ended, end: end))
  }

  /// The time until the list in seconds, at most `cap`.
  ///
  /// `requests`: how many one list takes, where it comes in pages; `weight`: each job stands for so many.
  package func gap(requests: Double = 1, weight: Double = 1, cap: Double) -> Double {
    let worth = requests / weight
    guard delay(within: cap) > worth else { return cap }
    // Halved in the logarithm until the steps are a thousandth of it.
    var (low, high) = (log(min(PollPlan.leastGap, cap)), log(cap))
    while high - low > 0.001 {
      let middle = (low + high) / 2
      if delay(within: exp(middle)) > worth { high = middle } else { low = middle }
    }
    return exp(high)
  }

  /// What all jobs are expected to wait if the list comes after that time, in prices of a request.
  private func delay(within gap: Double) -> Double {
    jobs.reduce(0) { $0 + $1.delay(within: gap) }
  }
}

extension ListPlan.Candidate {
  func delay(within gap: Double) -> Double {
    if let end { return max(0, gap - end) / plan.price }
    let alive = 1 - ended.share
    // Older than all that was learned of: as likely to end as ever, at half its age.
    guard alive > 1e-9 else { return pow(gap / (0.5 * age), 2) }
    let then = plan.model.ended(at: age + gap)
    let waited = (age + gap) * (then.share - ended.share) - (then.moment - ended.moment)
    return max(0, waited) / alive / plan.price
  }
}
