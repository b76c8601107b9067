import CNcurses
import Screen

/// Paints runs of cells onto the window of ncurses.
@MainActor struct CursesPainter {
  /// What a style is for ncurses.
  private struct Paint {
    var attributes: attr_t
    var pair: Int32
  }

  private let theme: Theme
  private let depth: ColourDepth
  /// By the style's bits; filled as styles occur.
  private var paints: [Paint?]
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

  /// Paints what lies within the window; a wide character that does not is left out.
  mutating func paint(_ run: GridRun, of grid: Grid, within size: Size) {
    let end = min(run.columns.upperBound, size.columns)
    guard run.row < size.rows, run.columns.lowerBound < end else { return }
    letters.removeAll(keepingCapacity: true)
    for column in run.columns.lowerBound..<end {
      let cell = grid[run.row, column]
      if let letter = cell.ascii {
        letters.append(wchar_t(letter))
      } else if !cell.isRightHalf {
        let isWide = column + 1 < run.columns.upperBound && grid[run.row, column + 1].isRightHalf
        append(cell, columns: isWide ? 2 : 1, isCut: isWide && column + 1 == end)
      }
    }
    let paint = paint(for: run.style)
    curses_set_attributes(curses_window(), paint.attributes, paint.pair)
    let (row, column) = (Int32(run.row), Int32(run.columns.lowerBound))
    mvwaddnwstr(curses_window(), row, column, letters, Int32(letters.count))
  }

  /// The C library counts columns by an older Unicode; what it counts otherwise is not shown, for
  /// everything right of it would be out of place.
  private mutating func append(_ cell: Cell, columns: Int32, isCut: Bool) {
    var isFirst = true
    var isShown = !isCut
    cell.forEachScalar { scalar in
      let letter = wchar_t(bitPattern: scalar.value)
      if isFirst {
        isFirst = false
        isShown = isShown && curses_width_of(letter) == columns
        if isShown { letters.append(letter) }
      } else if isShown, curses_width_of(letter) == 0 {
        letters.append(letter)
      }
    }
    if !isShown {
      letters.append(isCut ? 0x20 : 0xFFFD)
      if columns == 2, !isCut { letters.append(0x20) }
    }
  }

  private mutating func paint(for style: Style) -> Paint {
    if let paint = paints[Int(style.bits)] { return paint }
    let appearance = theme.appearance(of: style, depth: depth)
    var paint = Paint(attributes: Self.attributes(appearance.attributes), pair: 0)
    if depth > .mono { colour(&paint, appearance) }
    paints[Int(style.bits)] = paint
    return paint
  }

  private func colour(_ paint: inout Paint, _ appearance: Appearance) {
    var foreground = number(of: appearance.foreground)
    var background = number(of: appearance.background)
    // Where there are eight colours, the brighter eight are the same in bold.
    if curses_colours() < 16 {
      if foreground >= 8 { paint.attributes |= curses_bold }
      foreground = foreground < 0 ? foreground : foreground % 8
      background = background < 0 ? background : background % 8
    }
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
