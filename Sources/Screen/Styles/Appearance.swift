/// What a role looks like.
package struct Appearance: Hashable, Sendable {
  /// The colour of the letters.
  package var foreground: Colour
  /// The colour behind them.
  package var background: Colour
  /// Weight and the like.
  package var attributes: Attributes

  /// Text in the terminal's own colours unless others are given.
  package init(
    foreground: Colour = .standard,
    background: Colour = .standard,
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// As a terminal of that depth can show it.
  ///
  /// Bright black is what people make their background (Solarized), or nearly so: where it would stand in
  /// for a grey, dim letters in the terminal's own colour do, which can be read on dark and on light.
  package func reduced(to depth: ColourDepth) -> Appearance {
    if depth == .sixteen, case .exact(_, Self.brightBlack) = foreground {
      var grey = Appearance(background: background.reduced(to: depth), attributes)
      grey.attributes.insert(.dim)
      return grey
    }
    return Appearance(
      foreground: foreground.reduced(to: depth),
      background: background.reduced(to: depth),
      attributes
    )
  }

  private static let brightBlack: UInt8? = 8

  /// As a terminal shows it that has eight colours: the brighter eight are the same in bold.
  ///
  /// Bright black is not: where bold changes the weight alone, as most terminals have it, that would
  /// be black on black. Dim letters in the terminal's own colour stand in for it.
  package var withEightColours: Appearance {
    var few = self
    if case .indexed(let index) = foreground, (8..<16).contains(index) {
      few.foreground = index == 8 ? .standard : .indexed(index - 8)
      few.attributes.insert(index == 8 ? .dim : .bold)
    }
    if case .indexed(let index) = background, (8..<16).contains(index) {
      few.background = .indexed(index - 8)
    }
    return few
  }
}
