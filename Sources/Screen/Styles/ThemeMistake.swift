/// What is wrong with a line of a theme.
package enum ThemeMistake: Error, Hashable, Sendable, CustomStringConvertible {
  /// No colour is written like this.
  case notAColour(String)
  /// Not one of the sixteen, nor `default`.
  case notAStandIn(String)
  /// No attribute is called this.
  case notAnAttribute(String)
  /// The line ends where a colour should stand.
  case missingColour(after: String)

  /// What is wrong, and what would be right.
  package var description: String {
    switch self {
    case .notAColour(let word):
      "“\(word)” is no colour: write a name from `colours`, one of the sixteen "
        + "(red, bright-blue), a number up to 255, \"#rrggbb\" or default"
    case .notAStandIn(let word):
      "“\(word)” cannot stand in for an exact colour: after \"#rrggbb\" write one of the sixteen "
        + "(red, bright-blue) or default"
    case .notAnAttribute(let word):
      "“\(word)” is no attribute: write \(Attributes.names.map(\.name).joined(separator: ", "))"
    case .missingColour(let word):
      "after “\(word)” a colour is missing"
    }
  }
}
