import JobModel

/// A clock that begins at some instant and goes faster or slower than time.
struct ReplayClock: JobClock {
  private let base = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private let start: Timestamp
  /// Seconds that pass in one.
  private let speed: Double

  init(start: Timestamp, speed: Double) {
    begin = base.now
    self.start = start
    self.speed = speed
  }

  var now: Timestamp { start.advanced(by: begin.duration(to: base.now) * speed) }

  var minimumResolution: Duration { .milliseconds(1) }

  func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
    let instant = begin.advanced(by: start.duration(to: deadline) / speed)
    try await base.sleep(until: instant, tolerance: tolerance)
  }
}
