import Foundation

/// Learning from ends that were seen through a few requests only.
///
/// ```
/// a flat guess ──► spread: each job's weight over the bins where it may have ended, as the guess has it
///      ▲                 │
///      └── blend ◄── smoothed (what was seen) + predictive (what so few jobs allow) + flat (no more)
/// ```
///
/// Turnbull's self-consistency (JRSS B 38, 1976) with a smoothing step in each round (Silverman et al.,
/// JRSS B 52, 1990), without which it ends in a few needles. A first job that was seen to end somewhere
/// from 6.6 to 10.4 s so comes to lie where later ones, looked at more closely, have ended; a job that
/// we stopped asking about comes to lie where the jobs of its age went on to.
extension DurationModel {
  /// How much of a job all lengths of time weigh together before any was seen.
  ///
  /// A quarter rather than a half took 4 to 7 % off the delay over 32 histories of 20 jobs.
  private static let priorWeight = 0.25
  /// Of n jobs so many / (so many + n) are taken for one log-normal kind.
  private static let predictiveJobs = 6.0
  /// What the rounds after these change is less than what one more job does.
  private static let rounds = 6

  /// What is to be expected after those jobs.
  init(learnedFrom history: DurationHistory) {
    let sightings = Sighting.all(of: history)
    let weight = sightings.reduce(0) { $0 + $1.weight }
    let flat = 1 / Double(LogTimeScale.count)
    var shares = [Double](repeating: flat, count: LogTimeScale.count)
    let predictiveShare = Self.predictiveJobs / (Self.predictiveJobs + weight)
    for _ in 0..<Self.rounds where weight > 0 {
      let histogram = Histogram(spreading: sightings, by: shares)
      let smoothed = histogram.smoothed()
      let predictive = histogram.predictive()
      for bin in shares.indices {
        let learned =
          (1 - predictiveShare) * smoothed[bin] + predictiveShare * weight * predictive[bin]
        shares[bin] = (Self.priorWeight * flat + learned) / (Self.priorWeight + weight)
      }
    }
    self.init(shares: shares, weight: weight)
  }

  /// What the jobs say by themselves; there must be some.
  ///
  /// The guess that any length of time is possible is left out: it is for plans, which must find an end
  /// wherever it is.
  var withoutGuess: DurationModel {
    let guessed = Self.priorWeight / (Self.priorWeight + weight) / Double(LogTimeScale.count)
    return DurationModel(
      shares: (0..<LogTimeScale.count).map { max(0, share(of: $0) - guessed) },
      weight: weight
    )
  }
}
