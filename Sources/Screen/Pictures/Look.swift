/// An appearance in the terms of a picture: real colours, reverse video carried out.
struct Look {
  let foreground: RGB
  /// Nothing where the window's own background shows.
  let background: RGB?
  let attributes: Attributes

  init(_ appearance: Appearance, canvas: Canvas) {
    let foreground = appearance.foreground.rgb ?? canvas.foreground
    let isReversed = appearance.attributes.contains(.reverse)
    self.foreground = isReversed ? appearance.background.rgb ?? canvas.background : foreground
    background = isReversed ? foreground : appearance.background.rgb
    attributes = appearance.attributes
  }

  /// What a `text` element needs to look so.
  var text: [(String, String?)] {
    [
      ("fill", foreground.hexadecimal),
      ("fill-opacity", attributes.contains(.dim) ? "0.6" : nil),
      ("font-weight", attributes.contains(.bold) ? "bold" : nil),
      ("font-style", attributes.contains(.italic) ? "italic" : nil),
      ("text-decoration", attributes.contains(.underline) ? "underline" : nil),
    ]
  }

  /// What a filled shape needs.
  func fill(opacity: Double) -> [(String, String?)] {
    let opacity = attributes.contains(.dim) ? opacity * 0.6 : opacity
    return [
      ("fill", foreground.hexadecimal),
      ("fill-opacity", opacity < 1 ? SVG.number(opacity) : nil),
    ]
  }

  /// What a line needs.
  var stroke: [(String, String?)] {
    [
      ("stroke", foreground.hexadecimal), ("fill", "none"),
      ("shape-rendering", "geometricPrecision"),
      ("stroke-opacity", attributes.contains(.dim) ? "0.6" : nil),
    ]
  }
}
