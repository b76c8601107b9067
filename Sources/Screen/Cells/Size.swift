/// The extent of a screen or of a part of it, in columns and rows.
package struct Size: Hashable, Sendable {
  /// How many cells stand side by side.
  package var columns: Int
  /// How many lines of cells there are.
  package var rows: Int

  /// No cells at all: what a screen has before anybody has said how large it is.
  package static let none = Size(columns: 0, rows: 0)

  /// Makes a size; what is negative counts as nothing where a grid is made of it.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}
