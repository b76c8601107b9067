import JobModel

/// How a job stands at one moment of its script.
package struct JobMoment: Hashable, Sendable {
  /// How it stands.
  package var state: JobState
  /// Which try it is, from 1.
  package var attempt: Int
  /// How much of that try is done, from 0 to 1.
  package var progress: Double?
  /// Why it, or the try before this one, failed.
  package var reason: String?
  /// When work first began, counted from the creation.
  package var began: Duration?
  /// When it ended, counted from the creation.
  package var ended: Duration?

  /// Makes a moment.
  package init(
    state: JobState,
    attempt: Int,
    progress: Double? = nil,
    reason: String? = nil,
    began: Duration? = nil,
    ended: Duration? = nil
  ) {
    self.state = state
    self.attempt = attempt
    self.progress = progress
    self.reason = reason
    self.began = began
    self.ended = ended
  }
}
