import JobModel

// Which row is whose, and where it stands.
extension JobTable {
  func row(of run: RunID) -> JobRow? { places[run].map { rows[$0] } }

  /// The row at a line of the table as it is shown; for a group's line its first one.
  func row(at position: Int) -> JobRow { rows[place(at: position)] }

  func job(at position: Int) -> Job { rows[place(at: position)].job }

  func run(at position: Int) -> RunID { rows[place(at: position)].job.run }

  /// The line of the table that shows a run, from 0.
  func position(of run: RunID) -> Int? {
    guard let place = places[run] else { return nil }
    let wanted = Int32(place)
    if let line = shown.firstIndex(of: wanted) { return line }
    return groups.isCollapsing ? position(ofGroup: groups[place]) : nil
  }

  /// Whether the filter lets a run through.
  func shows(_ run: RunID) -> Bool { places[run].map { filter.isEmpty || matches[$0] } ?? false }

  /// What was sent last to create a job there, where rows of this or an earlier program know it.
  func lastInputs(on server: String) -> [String: JSON] {
    let jobs = rows.lazy.map(\.job).filter { $0.server == server }
    let sent = jobs.filter { $0.draft?.inputs.isEmpty == false }
    return sent.max { $0.created < $1.created }?.draft?.inputs ?? [:]
  }

  /// Whether rows changed that will move or vanish when the order is no longer held.
  var hasWaiting: Bool { !waiting.isEmpty }

  /// The rows that pass the filter, in order, however lines collapse them.
  var passingRows: [JobRow] { passing.map { rows[Int($0)] } }

  /// Their places in `rows`.
  var passing: [Int32] {
    filter.isEmpty ? order.rows : order.rows.filter { matches[Int($0)] }
  }
}
