import Foundation
import Screen

/// How the screen looks and what it allows, from options and configuration.
struct Look: Sendable {
  /// The theme that was named; nothing: the one that suits the background.
  var theme: String?
  /// How many colours at most; nothing: what the terminal has.
  var depth: ColourDepth?
  /// No key changes anything on a server.
  var isReadOnly = false
  /// Where themes are found.
  var library: ThemeLibrary
  /// Whether the terminal's background is light, as far as it is known without asking.
  var assumesLight = false

  /// The theme for a background; nothing: the terminal has not told it.
  func theme(on background: RGB? = nil) throws -> Theme {
    if depth == .mono { return .mono }
    return try library.theme(named: theme, onLight: background?.isLight ?? assumesLight)
  }

  /// What `COLORFGBG` says, which rxvt, Konsole and others set: the last number is the background.
  static func isLight(_ environment: [String: String]) -> Bool {
    let number = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
    return number == 7 || number == 15
  }

  /// What no-color.org asks for.
  static func isWithoutColours(_ environment: [String: String]) -> Bool {
    environment["NO_COLOR"]?.isEmpty == false
  }
}
