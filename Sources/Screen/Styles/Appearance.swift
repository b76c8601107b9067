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
  package func reduced(to depth: ColourDepth) -> Appearance {
    Appearance(
      foreground: foreground.reduced(to: depth),
      background: background.reduced(to: depth),
      attributes
    )
  }

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
