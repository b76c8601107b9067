/// The colours of a terminal's empty window.
package struct Canvas: Hashable, Sendable {
  /// Of letters without a colour of their own.
  package var foreground: RGB
  /// Behind them.
  package var background: RGB

  /// A window of two colours.
  package init(foreground: RGB, background: RGB) {
    self.foreground = foreground
    self.background = background
  }
}
