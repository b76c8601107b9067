import Foundation

extension Histogram {
  /// A kernel as wide as 1.6 times the way to the nearest quarter of all jobs, and no wider than
  /// Silverman's rule has it for jobs of one kind.
  ///
  /// The rule alone melts two kinds that share a name, of 5 s and of 60 s, into one hill; the way to
  /// the neighbours alone draws out the ends of a flat one.
  private static let nearestShare = 0.25
  private static let nearestFactor = 1.6

  /// Bins with less than this share of the weight lend nothing to their neighbours.
  private static let leastShare = 1e-5

  /// The weights, each drawn out over its neighbourhood; their sum stays what it was.
  func smoothed() -> [Double] {
    let sums = weights.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    let widest = 0.9 * (logMoments.squares / total).squareRoot() * pow(total, -0.2)
    var smoothed = [Double](repeating: 0, count: weights.count)
    var radius = 0
    for bin in weights.indices where weights[bin] > 0 {
      guard weights[bin] > Self.leastShare * total else {
        smoothed[bin] += weights[bin]
        continue
      }
      radius = self.radius(around: bin, holding: Self.nearestShare * total, from: radius, sums)
      let deviation = min(Self.nearestFactor * Double(radius), widest / LogTimeScale.width)
      draw(out: bin, deviation: deviation, into: &smoothed)
    }
    return smoothed
  }

  /// The least number of bins to both sides that hold that weight; from one bin to the next it
  /// changes little, so it is looked for from there.
  private func radius(around bin: Int, holding weight: Double, from start: Int, _ sums: [Double])
    -> Int
  {
    func held(within radius: Int) -> Double {
      sums[min(weights.count, bin + radius + 1)] - sums[max(0, bin - radius)]
    }
    var radius = start
    while radius > 0, held(within: radius - 1) >= weight { radius -= 1 }
    while held(within: radius) < weight { radius += 1 }
    return radius
  }

  /// Epanechnikov's kernel, a parabola of that standard deviation in bins.
  private func draw(out bin: Int, deviation: Double, into smoothed: inout [Double]) {
    let half = deviation * 5.0.squareRoot()
    let reach = min(Int(half), weights.count)
    guard reach > 0 else { return smoothed[bin] += weights[bin] }
    let curve = 1 / (half * half)
    // The sum of the heights over all 2r + 1 bins.
    let width = Double(2 * reach + 1)
    let scale = weights[bin] / (width - curve * width * Double(reach * (reach + 1)) / 3)
    for offset in -reach...reach {
      // What would fall off the scale stays at its end.
      let other = min(max(bin + offset, 0), weights.count - 1)
      smoothed[other] += scale * (1 - Double(offset * offset) * curve)
    }
  }
}
