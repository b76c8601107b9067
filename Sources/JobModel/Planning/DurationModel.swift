/// How likely a job is to take how long: a share for each bin of `LogTimeScale`, even within a bin.
struct DurationModel {
  /// The shares up to each edge; from 0 to 1.
  private let cumulative: [Double]
  /// Share × seconds up to each edge.
  private let moments: [Double]
  /// The weight of the jobs that it was learned from.
  let weight: Double

  /// Makes a model of shares that need not sum up to 1.
  init(shares: [Double], weight: Double = 0) {
    self.weight = weight
    let total = shares.reduce(0, +)
    let edges = LogTimeScale.edges
    var (sums, moments) = ([0.0], [0.0])
    sums.reserveCapacity(shares.count + 1)
    moments.reserveCapacity(shares.count + 1)
    for bin in shares.indices {
      let share = shares[bin] / total
      sums.append(sums[bin] + share)
      moments.append(moments[bin] + share * (edges[bin] + edges[bin + 1]) / 2)
    }
    cumulative = sums
    self.moments = moments
  }

  /// The share of jobs that end within a bin.
  func share(of bin: Int) -> Double { cumulative[bin + 1] - cumulative[bin] }

  /// The jobs that have ended at an age in seconds: their share, and their times in seconds, each
  /// times its share, summed.
  func ended(at age: Double) -> (share: Double, moment: Double) {
    let edges = LogTimeScale.edges
    let bin = LogTimeScale.bin(of: age)
    let end = min(max(age, edges[bin]), edges[bin + 1])
    let part = share(of: bin) * (end - edges[bin]) / (edges[bin + 1] - edges[bin])
    return (cumulative[bin] + part, moments[bin] + part * (edges[bin] + end) / 2)
  }

  /// The age in seconds at which that share of the jobs has ended.
  func age(whenEnded share: Double) -> Double {
    var (low, high) = (0, LogTimeScale.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if cumulative[middle] <= share { low = middle } else { high = middle }
    }
    let within = self.share(of: low)
    let part = within > 0 ? min(1, max(0, (share - cumulative[low]) / within)) : 0
    let edges = LogTimeScale.edges
    return edges[low] + part * (edges[low + 1] - edges[low])
  }

  /// How many seconds a job goes on up to that age, on average.
  func lived(until age: Double) -> Double {
    let ended = ended(at: age)
    return age * (1 - ended.share) + ended.moment
  }

  /// The age in seconds of a job that goes on, of which it is only known that it lies between those: as
  /// likely as not it is older.
  ///
  /// A job that is met at any time has an age in the proportion in which jobs get so old.
  func age(between young: Double, and old: Double) -> Double {
    guard old > young else { return young }
    let middle = (lived(until: young) + lived(until: old)) / 2
    // Hardly any job got so old: each age is as good.
    guard middle - lived(until: young) > 1e-9 * old else { return (young + old) / 2 }
    var (low, high) = (young, old)
    for _ in 0..<12 {
      let half = (low + high) / 2
      if lived(until: half) < middle { low = half } else { high = half }
    }
    return (low + high) / 2
  }
}
