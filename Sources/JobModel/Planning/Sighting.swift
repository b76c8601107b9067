/// Where on the scale one job of a history may have ended, and how much it counts.
struct Sighting {
  /// The bins; exactly one of them where the end is known exactly.
  let bins: ClosedRange<Int>
  /// 1 for the newest job.
  let weight: Double

  /// What a history holds.
  static func all(of history: DurationHistory) -> [Sighting] {
    var weight = 1.0
    return history.durations.reversed().map { duration in
      defer { weight *= DurationHistory.decay }
      let first = LogTimeScale.bin(of: duration.early.inSeconds)
      let last = duration.late.map { LogTimeScale.bin(of: $0.inSeconds) } ?? LogTimeScale.count - 1
      return Sighting(bins: first...last, weight: weight)
    }
  }
}
