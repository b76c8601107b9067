import JobModel
import Screen

/// How a job that goes on compares with those of its kind that have ended.
struct Estimate: Sendable {
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

  init(_ outlook: DurationOutlook, age: Duration) {
    peers = outlook.peers
    share = outlook.share(endedAt: age)
    remaining = outlook.remaining(at: age)
  }

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
    guard let remaining, !isStuck else { return "perhaps stuck: hardly any of \(kin) took so long" }
    let band = Self.band(remaining).dropFirst()
    guard !isLate else { return "slower than \(Int(share * 100)) % of \(kin); in about \(band)" }
    return "in about \(band), as half and nine in ten of \(kin) did"
  }

  private static func band(_ remaining: (half: Duration, most: Duration)) -> String {
    let (low, high) = (ShortText.rough(remaining.half), ShortText.rough(remaining.most))
    return "~" + (low == high ? low : low + "–" + high)
  }
}
