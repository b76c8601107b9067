/// A clock that tells `Timestamp`s: the real one, or the one of a test.
public protocol JobClock: Clock where Instant == Timestamp {}

/// The real clock: the wall clock read once, then carried on by the continuous clock.
///
/// It never jumps back while the program runs, and it goes on while the machine sleeps.
public struct SystemClock: JobClock {
  private let base = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let startTime: Timestamp

  /// Starts from the wall clock as it is now.
  public init() {
    start = base.now
    startTime = .wallClock()
  }

  /// The instant, carried on from the wall clock at the start.
  public var now: Timestamp { startTime.advanced(by: start.duration(to: base.now)) }

  /// That of the continuous clock.
  public var minimumResolution: Duration { base.minimumResolution }

  /// Sleeps until that instant; throws when the task is cancelled.
  public func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
    let instant = start.advanced(by: startTime.duration(to: deadline))
    try await base.sleep(until: instant, tolerance: tolerance)
  }
}
