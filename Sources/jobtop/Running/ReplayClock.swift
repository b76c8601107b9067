import JobModel
import Synchronization

/// A clock that begins at some instant and goes faster or slower than time, or stands.
final class ReplayClock: JobClock, Sendable {
  private let course: Mutex<Course>
  private let present: @Sendable () -> ContinuousClock.Instant

  /// How it has gone since its speed was changed last.
  private struct Course {
    var begin: ContinuousClock.Instant
    var start: Timestamp
    /// Seconds that pass in one; 0: it stands.
    var speed: Double

    func time(at present: ContinuousClock.Instant) -> Timestamp {
      start.advanced(by: begin.duration(to: present) * speed)
    }
  }

  init(
    start: Timestamp,
    speed: Double,
    present: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    course = Mutex(Course(begin: present(), start: start, speed: speed))
    self.present = present
  }

  var now: Timestamp { course.withLock { $0.time(at: present()) } }

  var minimumResolution: Duration { .milliseconds(1) }

  /// Goes on at another speed from now on.
  func setSpeed(_ speed: Double) {
    course.withLock { course in
      let present = present()
      course = Course(begin: present, start: course.time(at: present), speed: speed)
    }
  }

  /// How long it takes until that instant, at the speed of now; nothing while the clock stands.
  func wait(until instant: Timestamp) -> Duration? {
    course.withLock { course in
      guard course.speed > 0 else { return nil }
      return max(.zero, course.time(at: present()).duration(to: instant) / course.speed)
    }
  }

  /// Sleeps until that instant; looks up once a second, as the speed may change.
  func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
    let most = Duration.seconds(1)
    while now < deadline {
      let wait = min(wait(until: deadline) ?? most, most)
      try await ContinuousClock().sleep(for: wait, tolerance: tolerance)
    }
  }
}
