import Screen

/// A rectangle of the screen.
struct Region: Hashable, Sendable {
  var row: Int
  var column: Int
  var width: Int
  var height: Int

  var rows: Range<Int> { row..<row + max(0, height) }
  var columns: Range<Int> { column..<column + max(0, width) }
  var endColumn: Int { column + width }

  /// One of its lines.
  func line(_ offset: Int) -> Region {
    Region(row: row + offset, column: column, width: width, height: 1)
  }

  /// Without its first lines.
  func droppingTop(_ count: Int) -> Region {
    Region(row: row + count, column: column, width: width, height: max(0, height - count))
  }

  /// Without its first columns.
  func droppingLeft(_ count: Int) -> Region {
    Region(row: row, column: column + count, width: max(0, width - count), height: height)
  }

  /// A rectangle for a dialog in the middle of this one: where it would leave only a strip of a few
  /// columns at its sides, it takes them.
  func dialog(width: Int, height: Int) -> Region {
    centred(width: self.width - width < 12 ? self.width : width, height: height)
  }

  /// A rectangle in the middle of this one, no larger than it.
  func centred(width: Int, height: Int) -> Region {
    let (width, height) = (min(width, self.width), min(height, self.height))
    return Region(
      row: row + (self.height - height) / 2,
      column: column + (self.width - width) / 2,
      width: width,
      height: height
    )
  }
}
