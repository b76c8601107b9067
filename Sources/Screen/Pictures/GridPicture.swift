/// The elements that draw a grid's runs.
///
/// Columns must line up in every viewer, whatever its font: plain letters are stretched to their
/// columns by `textLength`, any other character stands at its own place, and blocks and lines are
/// shapes.
struct GridPicture {
  static let cell = (width: 8.4, height: 19.0)
  private static let baseline = 14.0

  private let grid: Grid
  private let theme: Theme
  private(set) var elements: [String] = []

  init(_ grid: Grid, theme: Theme) {
    self.grid = grid
    self.theme = theme
    for run in grid.runs { draw(run) }
  }

  private mutating func draw(_ run: GridRun) {
    let look = Look(theme.appearance(of: run.style, depth: .full), canvas: theme.canvas)
    if let background = look.background {
      let area = Self.area(run.columns, row: run.row)
      elements.append(SVG.element("rect", area + [("fill", background.hexadecimal)]))
    }
    for piece in GridPiece.pieces(of: run, in: grid) {
      switch piece {
      case .text(let columns): write(columns, row: run.row, look: look)
      case .shape(let shape, let columns): draw(shape, columns, row: run.row, look: look)
      }
    }
  }

  private mutating func write(_ columns: Range<Int>, row: Int, look: Look) {
    let isStretched = columns.count > 1 && grid[row, columns.lowerBound].ascii != nil
    let length = SVG.number(Double(columns.count) * Self.cell.width)
    let place = [
      ("x", SVG.number(Double(columns.lowerBound) * Self.cell.width)),
      ("y", SVG.number(Double(row) * Self.cell.height + Self.baseline)),
      ("textLength", isStretched ? length : nil),
    ]
    let text = SVG.escaped(grid.text(row: row, columns: columns))
    elements.append(SVG.element("text", place + look.text, content: text))
  }

  private mutating func draw(_ shape: CellShape, _ columns: Range<Int>, row: Int, look: Look) {
    switch shape {
    case .block(let x, let y, let width, let height, let opacity):
      let area = Self.area(
        x: (Double(columns.lowerBound) + x) * Self.cell.width,
        y: (Double(row) + y) * Self.cell.height,
        width: (Double(columns.count - 1) + width) * Self.cell.width,
        height: height * Self.cell.height
      )
      elements.append(SVG.element("rect", area + look.fill(opacity: opacity)))
    case .lines(let edges, let isRounded):
      let path = Self.path(of: edges, isRounded: isRounded, columns, row: row)
      elements.append(SVG.element("path", [("d", path)] + look.stroke))
    }
  }

  /// Lines through the middle of the cells; a rounded corner bends there instead.
  private static func path(
    of edges: CellShape.Edges,
    isRounded: Bool,
    _ columns: Range<Int>,
    row: Int
  ) -> String {
    let left = Double(columns.lowerBound) * cell.width
    let right = Double(columns.upperBound) * cell.width
    let top = Double(row) * cell.height
    let middle = point((left + right) / 2, top + cell.height / 2)
    let ends: [(CellShape.Edges, String)] = [
      (.left, point(left, top + cell.height / 2)), (.right, point(right, top + cell.height / 2)),
      (.top, point((left + right) / 2, top)),
      (.bottom, point((left + right) / 2, top + cell.height)),
    ]
    let reached = ends.filter { edges.contains($0.0) }.map(\.1)
    if isRounded, reached.count == 2 { return "M\(reached[0])Q\(middle) \(reached[1])" }
    return reached.map { "M\(middle)L\($0)" }.joined()
  }

  private static func point(_ x: Double, _ y: Double) -> String {
    "\(SVG.number(x)) \(SVG.number(y))"
  }

  private static func area(_ columns: Range<Int>, row: Int) -> [(String, String?)] {
    area(
      x: Double(columns.lowerBound) * cell.width,
      y: Double(row) * cell.height,
      width: Double(columns.count) * cell.width,
      height: cell.height
    )
  }

  static func area(
    x: Double,
    y: Double,
    width: Double,
    height: Double
  ) -> [(String, String?)] {
    [
      ("x", SVG.number(x)), ("y", SVG.number(y)),
      ("width", SVG.number(width)), ("height", SVG.number(height)),
    ]
  }
}
