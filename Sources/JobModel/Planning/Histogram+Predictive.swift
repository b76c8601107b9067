import Foundation

extension Histogram {
  /// Two jobs more, a quarter apart in the logarithm: a single job says nothing of how they differ.
  private static let pseudoJobs = (count: 2.0, deviation: 0.25)

  /// Where the next job ends if all of them are of one log-normal kind: the shares of Student's t,
  /// whose long tails say how little a few jobs tell.
  func predictive() -> [Double] {
    let (mean, squares) = logMoments
    let (count, deviation) = Self.pseudoJobs
    let freedom = total - 1 + count
    let variance = (squares + count * deviation * deviation) / freedom * (1 + 1 / total)
    let power = -(freedom + 1) / 2
    var shares = weights.indices.map { bin in
      let distance = LogTimeScale.place(of: bin) - mean
      return pow(1 + distance * distance / (freedom * variance), power)
    }
    let sum = shares.reduce(0, +)
    for bin in shares.indices { shares[bin] /= sum }
    return shares
  }
}
