/// The extent of a screen or of a part of it, in columns and rows.
package struct Size: Hashable, Sendable {
  /// How many cells stand side by side.
  package var columns: Int
  /// How many lines of cells there are.
  package var rows: Int

  /// Makes a size; what is negative counts as nothing where a grid is made of it.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}
