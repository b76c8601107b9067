import JobModel

/// A recording that is played.
struct Replay: Hashable, Sendable {
  /// Seconds of the recording in one.
  var speed: Double
  /// It stands, and goes on where it stands.
  var isPaused = false
  /// Nothing more comes.
  var hasEnded = false

  /// As in `4x`.
  var pace: String { JSON(speed).description + "x" }

  /// The slowest and the fastest.
  static let speeds = 0.01...1000.0
}

extension DashboardState {
  /// Says that what comes is played from a recording, so many seconds of it in one.
  package mutating func play(atSpeed speed: Double) {
    replay = Replay(speed: speed)
    isReadOnly = true
  }

  /// How fast this screen's clock goes at most: one that is slower than time is looked at less often.
  package var clockSpeed: Double { min(1, replay?.speed ?? 1) }

  /// The screen stands still at the end: what goes on is not in the recording.
  mutating func endReplay(at now: Timestamp) {
    replay?.hasEnded = true
    if freeze == nil { freeze = Freeze(since: now) }
  }

  /// Stops the playing, or lets it go on where it stopped.
  mutating func togglePlaying(at now: Timestamp) -> [DashboardEffect] {
    guard var replay, !replay.hasEnded else {
      notice = .news("The recording ends here.", at: now)
      return []
    }
    if isRewound {
      returnToNow(at: now)
      guard replay.isPaused else { return [] }
    }
    replay.isPaused.toggle()
    self.replay = replay
    notice = nil
    heldUntil = nil
    table.release()
    return [.play(speed: replay.isPaused ? 0 : replay.speed)]
  }

  /// Plays so many times as fast as before.
  mutating func changeSpeed(by factor: Double, at now: Timestamp) -> [DashboardEffect] {
    guard var replay, !replay.hasEnded else {
      notice = .news("The recording ends here.", at: now)
      return []
    }
    let speed = replay.speed * factor
    guard Replay.speeds.contains(speed) else {
      notice = .news(
        "No recording is played \(factor < 1 ? "slower" : "faster") than that.",
        at: now
      )
      return []
    }
    replay.speed = speed
    self.replay = replay
    return replay.isPaused ? [] : [.play(speed: speed)]
  }
}
