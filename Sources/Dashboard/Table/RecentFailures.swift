import JobModel

/// The jobs that failed in the last ten minutes, by group.
struct RecentFailures: Sendable {
  private var ends: [(time: Timestamp, group: Int32)] = []
  private var counts: [Int32: Int] = [:]

  static let window = Duration.seconds(600)

  var count: Int { ends.count }

  /// The largest group, and how many are in it.
  var largest: (group: Int32, count: Int)? {
    counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
  }

  mutating func add(_ group: Int32, at time: Timestamp) {
    let place = ends.lastIndex { $0.time <= time }.map { $0 + 1 } ?? 0
    ends.insert((time, group), at: place)
    counts[group, default: 0] += 1
  }

  /// Takes one back whose row is gone.
  mutating func remove(_ group: Int32, at time: Timestamp) {
    let place = ends.lastIndex { $0.time == time && $0.group == group }
    guard let place else { return }
    ends.remove(at: place)
    uncount(group)
  }

  private mutating func uncount(_ group: Int32) {
    let left = (counts[group] ?? 0) - 1
    counts[group] = left > 0 ? left : nil
  }

  /// Lets go of those that are older.
  mutating func advance(to now: Timestamp) {
    let begin = now.advanced(by: .zero - Self.window)
    guard let first = ends.first, first.time < begin else { return }
    let old = ends.firstIndex { $0.time >= begin } ?? ends.count
    for (_, group) in ends[..<old] { uncount(group) }
    ends.removeSubrange(..<old)
  }
}
