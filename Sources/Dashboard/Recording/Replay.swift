import JobModel

/// A recording that is played.
struct Replay: Hashable, Sendable {
  /// Seconds of the recording in one.
  let speed: Double
  /// Nothing more comes.
  var hasEnded = false
}

extension DashboardState {
  /// Says that what comes is played from a recording, so many seconds of it in one.
  package mutating func play(atSpeed speed: Double) {
    replay = Replay(speed: speed)
    isReadOnly = true
  }

  /// The screen stands still at the end: what goes on is not in the recording.
  mutating func endReplay(at now: Timestamp) {
    replay?.hasEnded = true
    if freeze == nil { freeze = Freeze(since: now) }
  }
}
