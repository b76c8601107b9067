import JobModel
import Screen

/// How a job that goes on compares with those of its kind that have ended.
struct Estimate: Sendable {
  /// Whether they are compared by how long they ran, or took in all.
  let span: DurationSpan
  /// How many of them were seen.
  let peers: Int
  /// The share of its kind that has ended at its age.
  ///
  /// Of those that were seen it may be all, but one more might have been slower than any of them: 17 say
  /// as much as 17 of 18.
  let share: Double
  /// How much longer it takes; nothing where hardly any got so old.
  ///
  /// Half of those that got so old ended within the first time, nine in ten within the second.
  let remaining: (half: Duration, most: Duration)?

  /// From here on it is slower than its peers, and that is told instead of a time.
  static let late = 0.9
  /// Hardly any job of its kind ever takes so long.
  let isStuck: Bool

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
    share = outlook.share(endedAt: age) * Double(peers) / Double(peers + 1)
    let left = outlook.remaining(at: age)
    isStuck = left == nil && age >= outlook.age(whenEnded: 1) * (1 + Self.doubt / Double(peers))
    guard let (progress, since) = progress, !isStuck else {
      (remaining, isByProgress) = (left, false)
      return
    }
    let spread = left.map { $0.half > .zero ? $0.most / $0.half : Self.widest } ?? Self.widest
    let half = max(.zero, progress.remaining - since)
    (remaining, isByProgress) = ((half, half * min(spread, Self.widest)), true)
  }

  /// Those that ended first were the fast ones: how far beyond the slowest of eight a job must be
  /// before hardly any takes so long, as a share of that one's time; the less the more were seen.
  private static let doubt = 8.0

  /// Whoever says how far he is knows better than that.
  private static let widest = 3.0

  var isLate: Bool { share >= Self.late || remaining == nil }

  /// As in `~20s–2m`, `P97`, `stuck?`.
  var value: ColumnValue {
    guard !isStuck else { return .text("stuck?", .failure) }
    guard let remaining, !isLate else { return .text("P\(Int(share * 100))", .attention) }
    return .text(Self.band(remaining), .plain)
  }

  /// The same in a sentence.
  var words: String {
    let kin = "\(ShortText.jobs(peers)) of its kind"
    return span == .running ? sentence(kin) + ", by the time of running" : sentence(kin)
  }

  private func sentence(_ kin: String) -> String {
    guard !isStuck else { return "perhaps stuck: hardly any of \(kin) took so long" }
    guard let remaining else { return "slower than each of \(kin)" }
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
