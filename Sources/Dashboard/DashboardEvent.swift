import JobModel
import Screen

/// A fact that reaches the dashboard.
package enum DashboardEvent: Sendable {
  /// The servers that are watched now, in the order of their chips.
  case servers([ServerDescription])
  /// What became known about jobs, in the order in which it did.
  case updates([JobUpdate])
  /// How we stand with one server now.
  case status(ServerStatus)
  /// Runs that are no longer watched; their rows go.
  case forgotten([RunID])
  /// Something that was wished for went wrong.
  case failed(JobFailure)
  /// Something that the user should be told of once, as a sentence.
  case told(String)
  /// What was exported is written.
  case wrote(file: String)
  /// A key went down.
  case key(Key)
  /// The mouse did something.
  case mouse(Mouse)
  /// The terminal's window got the keyboard, or lost it.
  case focused(Bool)
  /// The terminal has this size now.
  case resized(Size)
  /// The instant came that `nextTick(after:)` named.
  case tick
}
