/// How long the last jobs of one kind took on one server, the oldest first.
///
/// A job counts 0.98 of the one after it. 128 are kept: those before them would hold a thirteenth of
/// the weight. They are kept as they were seen, and no histogram of them is, so that an early job
/// that was looked at seldom can be placed anew by all that was learned since.
public struct DurationHistory: Hashable, Sendable {
  /// What is kept, the oldest first.
  public private(set) var durations: [JobDuration] = []

  /// The most that is kept.
  public static let limit = 128

  /// How much less a job counts than the one after it.
  static let decay = 0.98

  /// A history of jobs that ended in this order; of many the last ones.
  public init(_ durations: some Sequence<JobDuration> = []) {
    self.durations = Array(Array(durations).suffix(Self.limit))
  }

  /// How many ends were seen; a job that we stopped asking about tells little by itself.
  public var ends: Int { durations.count { $0.late != nil } }

  /// Whether enough ends were seen from both sides to tell others how long jobs take.
  ///
  /// A job that was only seen waiting, and then ended, says that it ran no longer than between: a plan
  /// makes something of that, and a reader would be told a guess.
  func tells(of span: DurationSpan) -> Bool {
    switch span {
    case .whole: true
    case .running:
      durations.count { $0.late != nil && $0.early > .zero } >= DurationOutlook.leastPeers
    }
  }

  /// Takes in how long one more job took.
  public mutating func append(_ duration: JobDuration) {
    if durations.count == Self.limit { durations.removeFirst() }
    durations.append(duration)
  }

  /// Forgets all but the last ones.
  public mutating func keepLast(_ count: Int) {
    durations = Array(durations.suffix(count))
  }
}
