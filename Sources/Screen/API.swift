// The agreed surface of Screen, as stubs. The implementation replaces this file by one type per
// file; names and signatures stay (more may be added).

/// Columns and rows.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// What a piece of text is for; a theme gives each role its colours and attributes.
package enum Role: UInt8, CaseIterable, Hashable, Sendable {
  case plain, faint, strong, title
  /// The line of column titles, and the sorted column's in it.
  case columns, sortedColumn
  /// The line of key hints: the key, and what it does.
  case hintKey, hintText
  /// States of work.
  case waiting, active, success, failure, stopped, missing, attention
  /// Full and empty part of a progress bar.
  case barFull, barEmpty
  /// A chip in the header: all well, degraded, broken.
  case chipGood, chipWarning, chipBad
  /// Frames of panes and dialogs, their titles, an input line, text that matched.
  case frame, frameTitle, input, match
  /// A message at the foot: news, and trouble.
  case notice, error
}

/// A role, and how it is modified where it stands.
package struct Style: Hashable, Sendable {
  package var role: Role
  /// On the cursor's row.
  package var isSelected: Bool
  /// Old news: drawn weaker than the role says.
  package var isDimmed: Bool
  package init(_ role: Role, selected: Bool = false, dimmed: Bool = false) {
    self.role = role
    isSelected = selected
    isDimmed = dimmed
  }
  package static let plain = Style(.plain)
}

/// One cell: a character with what combines with it, or the right half of a wide one.
package struct Cell: Hashable, Sendable {
  /// Empty for the right half of a wide character.
  package var text: String
  package var style: Style
  package init(_ text: String = " ", _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

/// The screen as a value: rows of cells.
package struct Grid: Hashable, Sendable {
  package let size: Size
  /// Where the terminal's own cursor stands (in an input line); nothing: hidden.
  package var cursor: (row: Int, column: Int)? {
    get { nil }
    set {}
  }
  package init(size: Size) { self.size = size }
  package subscript(row: Int, column: Int) -> Cell { fatalError() }
  /// Writes text from that place on, in at most `width` columns (default: to the right edge); what
  /// does not fit is cut at a character. Control characters, bidi marks and the like become visible
  /// (`␛`, `�`). Returns the columns written. Outside the grid nothing happens.
  @discardableResult
  package mutating func put(
    _ text: String,
    row: Int,
    column: Int,
    width: Int? = nil,
    style: Style
  ) -> Int { fatalError() }
  /// Fills a rectangle with blanks of a style.
  package mutating func fill(rows: Range<Int>, columns: Range<Int>, style: Style) { fatalError() }
  /// Copies another grid onto this one with its top left corner at that place.
  package mutating func draw(_ other: Grid, row: Int, column: Int) { fatalError() }
}

/// How many columns text takes, and how it is cut.
package enum TextWidth {
  /// Columns of text after control characters were made visible.
  package static func columns(of text: String) -> Int { fatalError() }
  /// Text that fits; cut at a character and ended with `…` where it does not.
  package static func truncated(_ text: String, to columns: Int) -> String { fatalError() }
  /// As `truncated`, then filled with blanks to exactly that width.
  package static func padded(_ text: String, to columns: Int, alignRight: Bool = false) -> String {
    fatalError()
  }
  /// Text with control characters, bidi controls and zero-width characters made visible.
  package static func visible(_ text: String) -> String { fatalError() }
}

/// A key as it went down.
package enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  case alt(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  case function(Int)
  /// Text pasted in one piece.
  case paste(String)
}
