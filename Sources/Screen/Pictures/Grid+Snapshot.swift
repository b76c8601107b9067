extension Grid {
  /// The grid as tests keep it: the picture, a rule with the size, then only what is not plain.
  ///
  /// ```
  ///    7f3a  ▶ running
  /// ── 18×1 ──────────
  /// 0  3–6 title, 9–17 active selected
  /// ```
  /// Columns count from 0 and both ends belong to the run. A visible cursor stands on the last line.
  package var snapshot: String {
    let size = "\(size.columns)×\(size.rows)"
    let line = String(repeating: "─", count: max(2, self.size.columns - size.count - 4))
    var lines = [text, "── \(size) \(line)"]
    for row in 0..<self.size.rows {
      let runs = runs(inRow: row).filter { $0.style != .plain }.map(\.description)
      if !runs.isEmpty { lines.append("\(row)  \(runs.joined(separator: ", "))") }
    }
    if let cursor { lines.append("cursor \(cursor.row) \(cursor.column)") }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension GridRun: CustomStringConvertible {
  /// The columns and the style, as in `9–17 active selected`.
  package var description: String {
    let last = columns.upperBound - 1
    let place = columns.count == 1 ? "\(last)" : "\(columns.lowerBound)–\(last)"
    return "\(place) \(style)"
  }
}

extension Style: CustomStringConvertible {
  /// The role and what modifies it, as in `active selected dimmed`.
  package var description: String {
    "\(role)" + (isSelected ? " selected" : "") + (isDimmed ? " dimmed" : "")
  }
}
