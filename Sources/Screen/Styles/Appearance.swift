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
}
