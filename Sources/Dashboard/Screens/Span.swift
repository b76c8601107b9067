import Screen

/// A piece of a line, in one style.
struct Span: Hashable, Sendable {
  var text: String
  var role: Role

  init(_ text: String, _ role: Role = .plain) {
    self.text = text
    self.role = role
  }
}

extension [Span] {
  /// Columns of all of them.
  var width: Int { reduce(0) { $0 + TextWidth.columns(of: $1.text) } }
}

extension Grid {
  /// Writes pieces one after the other, in at most `width` columns; returns the columns written.
  @discardableResult
  mutating func put(_ spans: [Span], row: Int, column: Int, width: Int) -> Int {
    var used = 0
    for span in spans where used < width {
      used += put(
        span.text,
        row: row,
        column: column + used,
        width: width - used,
        style: Style(span.role)
      )
    }
    return used
  }

  /// Writes one text, ended with `…` where it does not fit.
  mutating func put(_ text: String, row: Int, column: Int, fitting width: Int, role: Role) {
    let fitting = TextWidth.abridged(text, to: width)
    put(fitting, row: row, column: column, width: width, style: Style(role))
  }
}
