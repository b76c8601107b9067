import JobModel

// What is learned of many rows at once.
extension JobTable {
  /// Takes in what a server has confirmed by silence, where it decides about order or filter; what rows
  /// show of it costs nothing until they are drawn.
  mutating func confirm(by unchanged: ServerStatus.Unchanged, of server: String) {
    guard sorting.source == .confirmations || filter.changesWithTime else { return }
    resettle { row in
      guard row.job.server == server, unchanged.confirms(row.job) else { return false }
      row.confirm(by: unchanged)
      return true
    }
  }

  /// Takes in how long jobs of a kind take; rows move where that decides about their order.
  mutating func take(_ outlook: DurationOutlook) {
    outlooks.take(outlook)
    measures.hasOutlooks = true
    guard sorting.source == .outlooks else { return }
    resettle { $0.job.server == outlook.server && $0.job.kind == outlook.kind }
  }

  /// Moves the rows that a pass over all of them has changed to where they belong.
  private mutating func resettle(_ change: (inout JobRow) -> Bool) {
    var moving: [Int] = []
    for place in rows.indices where change(&rows[place]) { settle(place, &moving) }
    order.place(moving)
    refreshShown()
  }
}
