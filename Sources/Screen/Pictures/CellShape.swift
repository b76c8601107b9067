/// A character that is better drawn than written: fonts leave gaps between blocks and lines.
enum CellShape {
  /// A filled rectangle in shares of the cell, as strong as `opacity` says.
  case block(x: Double, y: Double, width: Double, height: Double, opacity: Double)
  /// Lines from the middle of the cell to some of its edges.
  case lines(Edges, isRounded: Bool)

  init?(_ cell: Cell) {
    var scalars: [UInt32] = []
    cell.forEachScalar { scalars.append($0.value) }
    guard let value = scalars.first, scalars.count == 1, (0x2500..<0x25A0).contains(value) else {
      return nil
    }
    switch value {
    case 0x2580: self = .block(x: 0, y: 0, width: 1, height: 0.5, opacity: 1)
    case 0x2581...0x2588:
      let height = Double(value - 0x2580) / 8
      self = .block(x: 0, y: 1 - height, width: 1, height: height, opacity: 1)
    case 0x2589...0x258F:
      self = .block(x: 0, y: 0, width: Double(0x2590 - value) / 8, height: 1, opacity: 1)
    case 0x2590: self = .block(x: 0.5, y: 0, width: 0.5, height: 1, opacity: 1)
    case 0x2591...0x2593:
      let opacity = 0.25 * Double(value - 0x2590)
      self = .block(x: 0, y: 0, width: 1, height: 1, opacity: opacity)
    default:
      guard let edges = Self.edges[value] else { return nil }
      self = .lines(edges, isRounded: (0x256D...0x2570).contains(value))
    }
  }

  /// Whether neighbours of this shape can be drawn as one.
  var repeats: Bool {
    switch self {
    case .block(_, _, let width, _, _): width == 1
    case .lines(let edges, _): edges == [.left, .right]
    }
  }

  /// The edges of a cell that lines lead to.
  struct Edges: OptionSet {
    let rawValue: UInt8
    static let left = Edges(rawValue: 1)
    static let right = Edges(rawValue: 2)
    static let top = Edges(rawValue: 4)
    static let bottom = Edges(rawValue: 8)
  }

  private static let edges: [UInt32: Edges] = [
    0x2500: [.left, .right], 0x2502: [.top, .bottom],
    0x250C: [.right, .bottom], 0x2510: [.left, .bottom], 0x2514: [.right, .top],
    0x2518: [.left, .top], 0x251C: [.right, .top, .bottom], 0x2524: [.left, .top, .bottom],
    0x252C: [.left, .right, .bottom], 0x2534: [.left, .right, .top],
    0x253C: [.left, .right, .top, .bottom],
    0x256D: [.right, .bottom], 0x256E: [.left, .bottom], 0x256F: [.left, .top],
    0x2570: [.right, .top],
  ]
}
