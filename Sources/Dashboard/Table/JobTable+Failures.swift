import JobModel

/// Failed jobs with equal texts as one line.
extension JobTable {
  /// Whether they are.
  var collapsesFailures: Bool { groups.isCollapsing }

  /// The group whose line that is; nothing where it is a job's.
  func group(at position: Int) -> Int32? { FailureGroups.group(ofLine: shown[position]) }

  /// The line of a group.
  func position(ofGroup group: Int32) -> Int? {
    let line = FailureGroups.line(of: group)
    return shown.firstIndex { $0 == line }
  }

  /// What a group's jobs failed of.
  func text(ofGroup group: Int32) -> String { groups.texts[Int(group)] }

  func isExpanded(_ group: Int32) -> Bool { groups.expanded.contains(group) }

  /// Whether a line is a job's that is shown because its group is expanded.
  func isMember(at position: Int) -> Bool {
    guard groups.isCollapsing, group(at: position) == nil else { return false }
    return groups.expanded.contains(groups[Int(shown[position])])
  }

  /// The runs of a group that the filter lets through, in the order of the table.
  func members(of group: Int32) -> [RunID] {
    order.rows.filter { groups[Int($0)] == group && passes(Int($0)) }.map { rows[Int($0)].job.run }
  }

  /// How many of them there are.
  func memberCount(of group: Int32) -> Int {
    order.rows.count { groups[Int($0)] == group && passes(Int($0)) }
  }

  /// The runs that a line stands for.
  func runs(at position: Int) -> [RunID] {
    group(at: position).map { members(of: $0) } ?? [run(at: position)]
  }

  /// Shows a group's rows below its line, or no longer.
  mutating func toggle(_ group: Int32) {
    if groups.expanded.remove(group) == nil { groups.expanded.insert(group) }
    refreshShown()
  }

  /// Makes one line of each group, or no longer.
  /// - Returns: Whether that made a difference.
  mutating func toggleFailureGroups() -> Bool {
    let before = shown
    groups.isCollapsing.toggle()
    groups.expanded = []
    refreshShown()
    if groups.isCollapsing, shown == before { groups.isCollapsing = false }
    return shown != before
  }

  /// The first row of a line: a job's own, or the first of a group.
  func place(at position: Int) -> Int {
    guard let group = group(at: position) else { return Int(shown[position]) }
    return order.rows.first { groups[Int($0)] == group && passes(Int($0)) }.map(Int.init) ?? 0
  }

  private func passes(_ place: Int) -> Bool { filter.isEmpty || matches[place] }
}
