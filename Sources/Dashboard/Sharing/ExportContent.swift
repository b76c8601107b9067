import Screen

/// What is to be written to a file.
package enum ExportContent: Hashable, Sendable {
  /// This text.
  case text(String)
  /// The screen in colours, which depend on the theme: with escape sequences, or as a picture.
  case ansi(Grid), svg(Grid)
}
