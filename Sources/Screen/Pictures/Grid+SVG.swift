private let padding = 18.0

/// Monospaced fonts that the systems of today bring along.
private let fonts =
  "ui-monospace, 'SF Mono', Menlo, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace"

extension Grid {
  /// The grid as a picture of a terminal's window: a whole SVG file.
  ///
  /// The title is what a screen reader says of it.
  package func svg(theme: Theme, title: String = "jobtop") -> String {
    let width = GridPicture.cell.width * Double(size.columns) + 2 * padding
    let height = GridPicture.cell.height * Double(size.rows) + 2 * padding
    let content = ["", "<title>\(SVG.escaped(title))</title>", window(width, height, theme.canvas)]
    return SVG.element(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("role", "img"),
        ("viewBox", "0 0 \(SVG.number(width)) \(SVG.number(height))"),
        ("width", SVG.number(width)), ("height", SVG.number(height)),
      ],
      content: (content + [letters(theme), ""]).joined(separator: "\n")
    ) + "\n"
  }

  private func window(_ width: Double, _ height: Double, _ canvas: Canvas) -> String {
    let edge = canvas.background.blended(with: canvas.foreground, share: 0.2)
    let area = GridPicture.area(x: 0.5, y: 0.5, width: width - 1, height: height - 1)
    let colours = [("fill", canvas.background.hexadecimal), ("stroke", edge.hexadecimal)]
    return SVG.element("rect", area + [("rx", "9")] + colours)
  }

  private func letters(_ theme: Theme) -> String {
    let elements = GridPicture(self, theme: theme).elements.joined(separator: "\n")
    return SVG.element(
      "g",
      [
        ("transform", "translate(\(SVG.number(padding)) \(SVG.number(padding)))"),
        ("font-family", fonts), ("font-size", "14"), ("xml:space", "preserve"),
        // Neighbouring blocks must meet without a seam, at any scale.
        ("shape-rendering", "crispEdges"),
      ],
      content: "\n\(elements)\n"
    )
  }
}
