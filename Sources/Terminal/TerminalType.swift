import CNcurses

/// What the terminfo database knows of a type of terminal.
package struct TerminalType: Hashable, Sendable {
  /// Its name.
  package let name: String
  /// How many colours it has; 0: none.
  package let colours: Int
  /// Whether there can be a screen: not where the cursor only goes on, as on paper.
  package let placesCursor: Bool
  /// What a terminal of which nothing is known is taken for.
  package static let standard = "xterm-256color"

  /// Looks a type up; nothing where it is not named, or not known.
  ///
  /// Not while a screen is up.
  package init?(named name: String?) {
    guard let name, !name.isEmpty else { return nil }
    let count = curses_colours_of(name)
    guard count > -2 else { return nil }
    self.name = name
    colours = max(0, Int(count))
    placesCursor = curses_places_cursor(name) != 0
  }
}
