import JobModel

extension DashboardState {
  /// The instant of what is on the screen.
  func shownInstant(at now: Timestamp) -> Timestamp { freeze?.since ?? now }

  /// Lets the screen stand still, or go on with all that has come meanwhile.
  mutating func toggleFreeze(at now: Timestamp) {
    guard let freeze else {
      self.freeze = Freeze(since: now)
      return
    }
    self.freeze = nil
    take(freeze.waiting, at: now)
    forget(freeze.forgotten)
    if let latest = freeze.exchanges { take(latest) }
    if let latest = freeze.log { take(latest) }
    statuses.merge(freeze.statuses) { $1 }
  }
}
