/// The weight of the jobs that have ended in each bin of `LogTimeScale`.
struct Histogram {
  private(set) var weights: [Double]
  /// The weight of all.
  let total: Double

  /// Spreads each job over the bins where it may have ended, in the proportion of those shares.
  init(spreading sightings: [Sighting], by shares: [Double]) {
    var weights = [Double](repeating: 0, count: shares.count)
    var total = 0.0
    for sighting in sightings {
      let scale = sighting.weight / sighting.bins.reduce(0) { $0 + shares[$1] }
      for bin in sighting.bins { weights[bin] += shares[bin] * scale }
      total += sighting.weight
    }
    self.weights = weights
    self.total = total
  }

  /// Mean and sum of the squared deviations of the logarithm of the time.
  var logMoments: (mean: Double, squares: Double) {
    var (sum, squares) = (0.0, 0.0)
    for (bin, weight) in weights.enumerated() where weight > 0 {
      let place = LogTimeScale.place(of: bin)
      sum += weight * place
      squares += weight * place * place
    }
    let mean = sum / total
    return (mean, max(0, squares - sum * mean))
  }
}
