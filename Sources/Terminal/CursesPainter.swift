import CNcurses
import Screen

/// Paints runs of cells onto the window of ncurses.
@MainActor struct CursesPainter {
  /// What a style is for ncurses.
  private struct Paint {
    var attributes: attr_t
    var pair: Int32
  }

  let theme: Theme
  private let depth: ColourDepth
  /// By the style's bits; filled as styles occur.
  private var paints: [Paint?]
  /// Room for one run, and for the letters of one cell and the zero after them.
  private var cells: [cchar_t] = []
  private var letters: [wchar_t] = []

  init(theme: Theme, depth: ColourDepth) {
    self.theme = theme
    self.depth = depth
    paints = Array(repeating: nil, count: Style.bitPatterns)
  }

  /// Starts colours where they are wanted and there are any; says how many are used.
  static func startColours(atMost wanted: ColourDepth) -> ColourDepth {
    let depth = min(wanted, availableDepth)
    guard depth > .mono else { return depth }
    start_color()
    use_default_colors()
    return depth
  }

  /// What the terminal can show, by its terminfo entry.
  private static var availableDepth: ColourDepth {
    guard has_colors() else { return .mono }
    switch tigetnum("colors") {
    case ..<8: return .mono
    case ..<256: return .sixteen
    case ..<(1 << 24): return .palette
    default: return .full
    }
  }

  /// Paints what lies within the window; of a wide character that does not, a blank.
  mutating func paint(_ run: GridRun, of grid: Grid, within size: Size) {
    let end = min(run.columns.upperBound, size.columns)
    guard run.row < size.rows, run.columns.lowerBound < end else { return }
    let paint = paint(for: run.style)
    cells.removeAll(keepingCapacity: true)
    for column in run.columns.lowerBound..<end {
      let cell = grid[run.row, column]
      if cell.isRightHalf { continue }
      let isWide = column + 1 < run.columns.upperBound && grid[run.row, column + 1].isRightHalf
      if isWide && column + 1 == end {
        append(" ", paint)
      } else if let letter = cell.ascii {
        append(Unicode.Scalar(letter), paint)
      } else {
        append(cell, columns: isWide ? 2 : 1, paint)
      }
    }
    // Cells, not a string: ncurses loses the marks on wide characters of a string, and with them
    // every Hangul syllable written in parts.
    let (row, column) = (Int32(run.row), Int32(run.columns.lowerBound))
    mvwadd_wchnstr(curses_window(), row, column, cells, Int32(cells.count))
  }

  /// The C library counts columns by an older Unicode; what it counts otherwise is not shown, for
  /// everything right of it would be out of place.
  private mutating func append(_ cell: Cell, columns: Int32, _ paint: Paint) {
    letters.removeAll(keepingCapacity: true)
    cell.forEachScalar { scalar in
      let letter = wchar_t(bitPattern: scalar.value)
      if curses_width_of(letter) == (letters.isEmpty ? columns : 0) { letters.append(letter) }
    }
    guard letters.isEmpty else { return appendLetters(paint) }
    for replacement in ["\u{FFFD}", " "].prefix(Int(columns)) as ArraySlice<Unicode.Scalar> {
      append(replacement, paint)
    }
  }

  private mutating func append(_ letter: Unicode.Scalar, _ paint: Paint) {
    letters.removeAll(keepingCapacity: true)
    letters.append(wchar_t(bitPattern: letter.value))
    appendLetters(paint)
  }

  private mutating func appendLetters(_ paint: Paint) {
    letters.append(0)
    cells.append(curses_cell(letters, paint.attributes, paint.pair))
  }

  private mutating func paint(for style: Style) -> Paint {
    if let paint = paints[Int(style.bits)] { return paint }
    var appearance = theme.appearance(of: style, depth: depth)
    if depth > .mono, curses_colours() < 16 { appearance = appearance.withEightColours }
    var paint = Paint(attributes: Self.attributes(appearance.attributes), pair: 0)
    if depth > .mono { colour(&paint, appearance) }
    paints[Int(style.bits)] = paint
    return paint
  }

  private func colour(_ paint: inout Paint, _ appearance: Appearance) {
    let foreground = number(of: appearance.foreground)
    let background = number(of: appearance.background)
    paint.pair = max(0, alloc_pair(foreground, background))
  }

  /// The number of a colour; -1 is the terminal's own.
  private func number(of colour: Colour) -> Int32 {
    switch colour {
    case .standard: return -1
    case .indexed(let index) where depth < .full || index < 8: return Int32(index)
    case .indexed, .exact:
      guard let rgb = colour.rgb else { return -1 }
      let number = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
      // In terminfo entries of direct colour 1 to 7 are not shades of blue, but the old colours.
      return (1..<8).contains(number) ? 8 : number
    }
  }

  private static func attributes(_ attributes: Attributes) -> attr_t {
    let pairs: [(Attributes, attr_t)] = [
      (.bold, curses_bold), (.dim, curses_dim), (.underline, curses_underline),
      (.italic, curses_italic), (.reverse, curses_reverse),
    ]
    return pairs.reduce(into: 0) { if attributes.contains($1.0) { $0 |= $1.1 } }
  }
}
