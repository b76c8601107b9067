extension Grid {
  /// The grid for a terminal that scrolls: one line per row, with SGR sequences (ECMA-48, 8.3.117).
  ///
  /// Each line ends in the terminal's own colours, and blanks that show nothing are left out.
  package func ansi(theme: Theme, depth: ColourDepth) -> String {
    (0..<size.rows)
      .map { ansi(row: $0, theme: theme, depth: depth) }
      .joined(separator: "\n")
  }

  private func ansi(row: Int, theme: Theme, depth: ColourDepth) -> String {
    var line = ""
    var current = ""
    for run in runs(inRow: row) {
      let appearance = theme.appearance(of: run.style, depth: depth)
      let sequence = appearance.selectGraphicRendition
      let isLast = run.columns.upperBound == size.columns
      var text = text(row: row, columns: run.columns)
      if isLast && !appearance.showsBlanks { text.removeTrailingBlanks() }
      if text.isEmpty { continue }
      if sequence != current { line += "\u{1B}[0\(sequence)m" }
      current = sequence
      line += text
    }
    return current.isEmpty ? line : line + "\u{1B}[0m"
  }
}

extension Appearance {
  /// Whether even a blank is to be seen.
  var showsBlanks: Bool {
    background != .standard || attributes.contains(.reverse) || attributes.contains(.underline)
  }

  /// The parameters of a sequence that sets this appearance after a reset; empty for plain text.
  fileprivate var selectGraphicRendition: String {
    var codes: [String] = []
    for (attribute, code) in [
      (Attributes.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ] where attributes.contains(attribute) {
      codes.append(code)
    }
    codes += foreground.codes(base: 30) + background.codes(base: 40)
    return codes.map { ";" + $0 }.joined()
  }
}

extension Colour {
  /// `base` is 30 for letters and 40 for what is behind them.
  fileprivate func codes(base: Int) -> [String] {
    switch self {
    case .standard: []
    case .indexed(let index) where index < 8: ["\(base + Int(index))"]
    case .indexed(let index) where index < 16: ["\(base + 52 + Int(index))"]
    case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
    case .exact(let rgb, _): ["\(base + 8)", "2", "\(rgb.red)", "\(rgb.green)", "\(rgb.blue)"]
    }
  }
}

extension String {
  fileprivate mutating func removeTrailingBlanks() {
    while utf8.last == UInt8(ascii: " ") { unicodeScalars.removeLast() }
  }
}
