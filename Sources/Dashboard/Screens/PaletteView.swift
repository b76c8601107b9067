import Screen

/// What the command line offers, above it: the marked entry is what Enter does.
struct PaletteView {
  let palette: Palette
  let body: Region

  private static let most = 12
  /// Most names fit; the longest only where there is room.
  private var nameWidth: Int { body.width >= 80 ? 32 : min(24, body.width / 2) }

  func draw(on grid: inout Grid) {
    if let mistake = palette.mistake { return draw(mistake, .error, on: &grid) }
    let fitting = palette.fitting
    guard !fitting.isEmpty else {
      return draw("Nothing here is called that, or does that.", .faint, on: &grid)
    }
    let height = height(of: fitting.count)
    guard height > 0 else { return }
    let top = body.row + body.height - height
    grid.fill(rows: top - 1..<top + height, columns: body.columns, style: .plain)
    let rule = String(repeating: "─", count: body.width)
    grid.put(rule, row: top - 1, column: body.column, width: body.width, style: Style(.frame))
    let first = firstShown(of: fitting.count)
    for offset in 0..<height {
      let index = first + offset
      draw(
        fitting[index].entry,
        fitting[index].match,
        isMarked: index == palette.marked,
        row: top + offset,
        on: &grid
      )
    }
    let title = " ↑ ↓ choose, Enter does it, \(palette.marked + 1) of \(fitting.count) "
    grid.put(title, row: top - 1, column: body.column + 2, style: Style(.frameTitle))
  }

  private func height(of count: Int) -> Int { min(Self.most, count, body.height - 1) }

  private func firstShown(of count: Int) -> Int {
    Viewport.firstLine(
      keeping: palette.marked,
      visibleFrom: 0,
      height: height(of: count),
      count: count
    )
  }

  /// The place among the fitting entries of the one on a line of the screen.
  func entry(at row: Int) -> Int? {
    guard palette.mistake == nil else { return nil }
    let count = palette.fitting.count
    let line = row - (body.row + body.height - height(of: count))
    return (0..<max(0, height(of: count))).contains(line) ? firstShown(of: count) + line : nil
  }

  /// A sentence in the place of the entries.
  private func draw(_ text: String, _ role: Role, on grid: inout Grid) {
    guard body.height > 1 else { return }
    let width = body.width - 3
    let lines = TextWrap.lines(of: text, width: width).prefix(body.height - 1)
    let top = body.row + body.height - lines.count
    grid.fill(rows: top - 1..<top + lines.count, columns: body.columns, style: .plain)
    let rule = String(repeating: "─", count: body.width)
    grid.put(rule, row: top - 1, column: body.column, width: body.width, style: Style(.frame))
    for (offset, line) in lines.enumerated() {
      grid.put(line, row: top + offset, column: body.column + 2, fitting: width, role: role)
    }
  }

  private func draw(
    _ entry: PaletteEntry,
    _ match: PaletteEntry.Match?,
    isMarked: Bool,
    row: Int,
    on grid: inout Grid
  ) {
    let plain = Style(.plain, selected: isMarked)
    grid.fill(rows: row..<row + 1, columns: body.columns, style: plain)
    let names = nameWidth
    let left = body.column + 2
    let name = Style(entry.isCommand ? .strong : .hintKey, selected: isMarked)
    grid.put(TextWidth.truncated(entry.name, to: names - 1), row: row, column: left, style: name)
    let width = max(0, body.endColumn - 1 - left - names)
    let about = TextWidth.abridged(entry.about, to: width)
    grid.put(about, row: row, column: left + names, width: width, style: plain)
    guard let match = seen(match, in: entry) else { return }
    // The colon stands before a command's name.
    let isInName = match.isInName
    let column = isInName ? left + 1 : left + names
    let letters = Array(isInName ? String(entry.name.dropFirst()) : about)
    for place in match.places where place < letters.count {
      let before = TextWidth.columns(of: String(letters[..<place]))
      let style = Style(.match, selected: isMarked)
      grid.put(String(letters[place]), row: row, column: column + before, style: style)
    }
  }
}

extension PaletteView {
  /// Where what was typed is to be seen: the short names of what keys do are not shown.
  private func seen(
    _ match: PaletteEntry.Match?,
    in entry: PaletteEntry
  ) -> (places: [Int], isInName: Bool)? {
    guard let match else { return nil }
    guard match.isInName, !entry.isCommand else { return (match.letters.places, match.isInName) }
    let typed = palette.input.text.trimmed
    return FuzzyMatch(whole: typed, in: entry.about).map { ($0.places, false) }
  }
}

extension PaletteEntry {
  fileprivate var isCommand: Bool {
    switch deed {
    case .command, .own, .start: true
    case .action: false
    }
  }
}
