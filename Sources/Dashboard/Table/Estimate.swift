import JobModel
import Screen

/// How a job that goes on compares with those of its kind that have ended.
struct Estimate: Sendable {
  /// Whether they are compared by how long they ran, or took in all.
  let span: DurationSpan
  /// How many of them were seen.
  let peers: Int
  /// The share of them that had ended at its age.
  let share: Double
  /// How much longer it takes; nothing where hardly any got so old.
  ///
  /// Half of those that got so old ended within the first time, nine in ten within the second.
  let remaining: (half: Duration, most: Duration)?

  /// From here on it is slower than its peers, and that is told instead of a time.
  static let late = 0.9
  /// Hardly any job of its kind ever took so long.
  static let stuck = 0.99

  /// Whether the job's own progress says so rather than its peers.
  let isByProgress: Bool

  /// `progress`: how far it was, and for how long that is known; what is left then is what it says, and
  /// its peers tell how sure that is.
  init(
    _ outlook: DurationOutlook,
    age: Duration,
    progress: (JobProgress, since: Duration)? = nil
  ) {
    (span, peers) = (outlook.span, outlook.peers)
    share = outlook.share(endedAt: age)
    let peers = outlook.remaining(at: age)
    guard let (progress, since) = progress, let peers, peers.half > .zero else {
      (remaining, isByProgress) = (peers, false)
      return
    }
    let spread = min(peers.most.inSeconds / peers.half.inSeconds, Self.widest)
    let half = max(.zero, progress.remaining - since)
    (remaining, isByProgress) = ((half, half * spread), true)
  }

  /// Whoever says how far he is knows better than that.
  private static let widest = 3.0

  var isLate: Bool { share >= Self.late }

  var isStuck: Bool { share >= Self.stuck || remaining == nil }

  /// As in `~20s–2m`, `P97`, `stuck?`.
  var value: ColumnValue {
    guard let remaining, !isStuck else { return .text("stuck?", .failure) }
    guard !isLate else { return .text("P\(Int(share * 100))", .attention) }
    return .text(Self.band(remaining), .plain)
  }

  /// The same in a sentence.
  var words: String {
    let kin = "\(ShortText.jobs(peers)) of its kind"
    return span == .running ? sentence(kin) + ", by the time of running" : sentence(kin)
  }

  private func sentence(_ kin: String) -> String {
    guard let remaining, !isStuck else { return "perhaps stuck: hardly any of \(kin) took so long" }
    let band = Self.band(remaining).dropFirst()
    guard !isLate else { return "slower than \(Int(share * 100)) % of \(kin); in about \(band)" }
    guard !isByProgress else { return "in about \(band), by its progress and \(kin)" }
    return "in about \(band), as half and nine in ten of \(kin) did"
  }

  private static func band(_ remaining: (half: Duration, most: Duration)) -> String {
    let (low, high) = (ShortText.rough(remaining.half), ShortText.rough(remaining.most))
    return "~" + (low == high ? low : low + "–" + high)
  }
}
