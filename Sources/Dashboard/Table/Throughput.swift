import JobModel

/// How many jobs end a minute, and how long they take: the last few hundred ends.
struct Throughput: Sendable {
  private var ends: [(time: Timestamp, duration: Duration?, server: String)] = []
  private var begin: Timestamp?

  private static let limit = 240
  /// Seconds.
  private static let window: Int64 = 300

  /// Notes that the watching began; a rate before a minute has passed would be a guess.
  mutating func start(at now: Timestamp) {
    begin = begin ?? now
  }

  /// Notes an end that says how long work takes; a refused draft and a lost job do not.
  ///
  /// A job that was found, nobody knows how old, is counted; how long it took is not known, nor is it of
  /// one that was seen for the last time long before.
  mutating func add(_ job: Job, at time: Timestamp, unseen: Duration = .zero) {
    guard job.state == .completed || job.state == .failed else { return }
    if ends.count == Throughput.limit { ends.removeFirst() }
    let finished = job.finished ?? time
    let duration = max(.zero, job.created.duration(to: finished))
    let isKnown = job.isCreationKnown && unseen <= max(duration / 4, .seconds(2))
    ends.append((finished, isKnown ? duration : nil, job.server))
  }

  /// Lets go of what servers have said that are watched no longer.
  mutating func keep(_ servers: Set<String>) {
    ends.removeAll { !servers.contains($0.server) }
  }

  /// Ends per minute in the last five, once a minute was watched and two have ended.
  func perMinute(at now: Timestamp) -> Double? {
    guard let begin else { return nil }
    let watched = min(now.wholeSecond - begin.wholeSecond, Throughput.window)
    let count = ends.count { $0.time.wholeSecond > now.wholeSecond - watched }
    guard watched >= 60, count >= 2 else { return nil }
    return Double(count) * 60 / Double(watched)
  }

  /// The middle of the durations, once there are three.
  var median: Duration? {
    let durations = ends.compactMap(\.duration).sorted()
    guard durations.count >= 3 else { return nil }
    return durations[durations.count / 2]
  }
}
