extension String {
  /// Of some names the one that this may be a slip for: at most a third of it is different.
  func nearest(in names: some Sequence<String>) -> String? {
    let best =
      names
      .map { (name: $0, distance: distance(to: $0)) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best, best.distance <= Swift.max(1, count / 3) else { return nil }
    return best.name
  }

  /// How many characters must be added, taken away, changed or swapped with the next (Damerau,
  /// "A technique for computer detection and correction of spelling errors", 1964).
  private func distance(to other: String) -> Int {
    let (left, right) = (Array(self), Array(other))
    var rows = [Array(0...right.count)]
    for row in 1..<(left.count + 1) {
      var distances = [row]
      for column in 1..<(right.count + 1) {
        let isSame = left[row - 1] == right[column - 1]
        var best = Swift.min(
          rows[row - 1][column] + 1,
          distances[column - 1] + 1,
          rows[row - 1][column - 1] + (isSame ? 0 : 1)
        )
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          best = Swift.min(best, rows[row - 2][column - 2] + 1)
        }
        distances.append(best)
      }
      rows.append(distances)
    }
    return rows[left.count][right.count]
  }
}
