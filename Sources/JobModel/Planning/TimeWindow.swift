/// An instant that is known to lie between two others.
///
/// What happens on a server between two requests is known no better.
package struct TimeWindow: Hashable, Sendable {
  /// No later than it.
  package let early: Timestamp
  /// No earlier than it.
  package let late: Timestamp

  /// Between these; a second one that lies before the first is taken for the first.
  package init(_ early: Timestamp, _ late: Timestamp) {
    self.early = early
    self.late = max(early, late)
  }

  /// An instant that is known exactly.
  package init(_ instant: Timestamp) {
    self.init(instant, instant)
  }

  /// The same by the server's word, where that agrees with what our requests have shown.
  ///
  /// Its clock may be off by more than the instant is uncertain. Many tell whole seconds, rounded down.
  package func narrowed(by told: Timestamp) -> TimeWindow {
    let isWhole = told.nanoseconds % 1_000_000_000 == 0
    let latest = isWhole ? told.advanced(by: .seconds(1)) : told
    guard latest >= early, told <= late else { return self }
    return TimeWindow(max(early, told), min(late, latest))
  }
}

extension JobDuration {
  /// What passed from one instant to the other, as exactly as both are known.
  package init(from start: TimeWindow, to end: TimeWindow) {
    let early = max(.zero, start.late.duration(to: end.early))
    self.init(early: early, late: max(early, start.early.duration(to: end.late)))
  }
}
