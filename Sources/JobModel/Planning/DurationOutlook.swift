/// How long jobs of one kind take on one server, as far as those that have ended tell.
///
/// ```
/// share of jobs   0.005 ───────── 0.5 ───────── 0.995
/// age in seconds   ages[0]      ages[49/50]     ages[99]
/// ```
///
/// A hundred numbers, and no history: what a screen needs to say of a job of some age how long it still
/// takes, and how many of its peers were faster.
package struct DurationOutlook: Hashable, Sendable {
  /// The short name of the server.
  package let server: String
  /// The kind of job.
  package let kind: String
  /// From their creation, or from when they began to run.
  package let span: DurationSpan
  /// How many jobs were seen to end.
  package let peers: Int
  /// The ages in seconds at which half a hundredth of the jobs, one and a half, … had ended; a hundred
  /// of them, none less than the one before.
  package let ages: [Float]

  /// With fewer ends nothing is said.
  package static let leastPeers = 8
  /// How many ages there are.
  package static let resolution = 100

  /// An outlook made elsewhere; nothing where these are not as many ages in ascending order, none beyond
  /// a thousand million seconds.
  package init?(
    server: String,
    kind: String,
    span: DurationSpan = .whole,
    peers: Int,
    ages: [Float]
  ) {
    guard ages.count == Self.resolution, zip(ages, ages.dropFirst()).allSatisfy({ $0 <= $1 }),
      ages.allSatisfy({ (0...1e9).contains($0) })
    else { return nil }
    self.server = server
    self.kind = kind
    self.span = span
    self.peers = peers
    self.ages = ages
  }

  /// The share of jobs that had ended at an age; from 0 to 1, the ends themselves excluded.
  package func share(endedAt age: Duration) -> Double {
    let seconds = Float(age.inSeconds)
    let count = ages.firstIndex { $0 > seconds } ?? ages.count
    guard count > 0 else { return 0.5 * Self.step }
    guard count < ages.count else { return 1 - 0.5 * Self.step }
    let (low, high) = (ages[count - 1], ages[count])
    let part = high > low ? Double((seconds - low) / (high - low)) : 0
    return (Double(count) - 0.5 + part) * Self.step
  }

  /// How much longer a job of that age takes; nothing where hardly any got so old.
  ///
  /// Half of those that got so old ended within the first time, nine in ten within the second.
  package func remaining(at age: Duration) -> (half: Duration, most: Duration)? {
    let ended = share(endedAt: age)
    guard ended < 1 - Self.step else { return nil }
    return (
      max(.zero, self.age(whenEnded: ended + (1 - ended) * 0.5) - age),
      max(.zero, self.age(whenEnded: ended + (1 - ended) * 0.9) - age)
    )
  }

  /// The age at which that share of the jobs had ended.
  package func age(whenEnded share: Double) -> Duration {
    let place = share / Self.step - 0.5
    let low = Int(max(0, min(place.rounded(.down), Double(ages.count - 1))))
    let high = min(low + 1, ages.count - 1)
    let part = Float(max(0, min(1, place - Double(low))))
    return .seconds(Double(ages[low] + part * (ages[high] - ages[low])))
  }

  private static let step = 1 / Double(resolution)
}

extension DurationOutlook {
  /// What a model says that was learned from so many ends.
  init(
    _ model: DurationModel,
    server: String,
    kind: String,
    span: DurationSpan = .whole,
    peers: Int
  ) {
    self.server = server
    self.kind = kind
    self.span = span
    self.peers = peers
    ages = (0..<Self.resolution).map {
      Float(model.age(whenEnded: (Double($0) + 0.5) * Self.step))
    }
  }
}
