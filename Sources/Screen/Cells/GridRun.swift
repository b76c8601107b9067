/// Neighbouring cells of one row that share a style: what one call paints.
package struct GridRun: Hashable, Sendable {
  /// The row, from 0 at the top.
  package let row: Int
  /// The columns; never an empty range, and never beginning with the right half of a character.
  package let columns: Range<Int>
  /// The style of all of them.
  package let style: Style

  /// A run of cells.
  package init(row: Int, columns: Range<Int>, style: Style) {
    self.row = row
    self.columns = columns
    self.style = style
  }
}
