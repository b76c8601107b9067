import JobModel

extension DashboardState {
  /// Whether some that failed lately failed alike, or are in one line already.
  var hasEqualFailures: Bool {
    table.collapsesFailures || table.recentFailures.largest.map { $0.1 > 1 } ?? false
  }

  /// Makes one line of failed jobs with equal errors, or no longer.
  mutating func toggleFailureGroups(at now: Timestamp) {
    let isChanged = table.toggleFailureGroups()
    cursor.group = nil
    guard !isChanged else { return }
    notice = .news("No two failed jobs have the same error.", at: now)
  }

  /// Enter on the line of a group shows its jobs below it; elsewhere it is about details.
  mutating func openOrExpand() {
    if let group = cursor.group, mode == .table {
      table.toggle(group)
    } else if cursor.run != nil || detail != nil {
      detail = detail == nil ? DetailPane() : nil
    }
  }
}
