import JobModel

extension DashboardState {
  /// The instant of what is on the screen.
  func shownInstant(at now: Timestamp) -> Timestamp { past.instant ?? freeze?.since ?? now }

  /// Lets the screen stand still, or go on with all that has come meanwhile.
  mutating func toggleFreeze(at now: Timestamp) {
    if isRewound { return returnToNow(at: now) }
    guard let freeze else {
      self.freeze = Freeze(since: now)
      return
    }
    self.freeze = nil
    takeWaiting(freeze.waiting, at: now)
    forget(freeze.forgotten, at: now)
    for status in freeze.statuses.values.sorted(by: { $0.server < $1.server }) {
      take(status, at: now)
    }
    for outlook in freeze.outlooks { table.take(outlook) }
    if let latest = freeze.exchanges { take(latest) }
    if let latest = freeze.log { take(latest) }
  }
}
