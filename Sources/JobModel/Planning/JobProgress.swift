import Foundation

/// How far a job has come, and in which time.
package struct JobProgress: Hashable, Sendable {
  /// The share that is done, above 0 and below 1.
  let share: Double
  /// For how long it had run then.
  let time: Duration

  /// With less done nothing is said: what is left would be a guess.
  private static let leastShare = 0.05
  /// What is left is told to within about so much of it, as few jobs go on evenly.
  private static let error = 0.3
  /// The next request comes after so much of what is left, at least: each tells what is left anew.
  private static let leap = 0.5
  /// The furthest that a plan is stretched, or pressed together.
  private static let most = 16.0

  /// Nothing where too little is done, or all.
  package init?(share: Double?, time: Duration) {
    guard let share, share >= Self.leastShare, time > .zero, share < 1 else { return nil }
    (self.share, self.time) = (share, time)
  }

  /// How far a job that runs was at that instant; `birth`: when it was made, for servers that do not say
  /// when it began to run.
  package init?(of job: Job, at instant: Timestamp, bornAt birth: Timestamp?) {
    guard job.state == .running, let start = job.started ?? birth else { return nil }
    self.init(share: job.progress, time: start.duration(to: instant))
  }

  /// What is left, if it goes on as fast as it went so far.
  package var remaining: Duration { time * ((1 - share) / share) }

  /// The time until the next request, where by what its peers took it would be `gap`.
  ///
  /// The plan for what is left is stretched to what the progress says, the more the further the job has
  /// come and the less its peers agree: where all take the same time, they know better. `peers`: how
  /// much longer those take that became so old, half of them and in their middle two thirds.
  func gap(_ gap: Double, peers: (median: Double, spread: Double)) -> Double {
    guard peers.median > 0 else { return gap }
    let doubt = peers.spread / (peers.spread + Self.error)
    let ratio = max(remaining.inSeconds, 1e-3) / peers.median
    let scale = min(max(pow(ratio, share * doubt), 1 / Self.most), Self.most)
    return max(gap, Self.leap * doubt * peers.median) * scale
  }
}
