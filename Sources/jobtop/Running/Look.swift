import Dashboard
import Foundation
import Screen

/// How the screen looks, what it allows and which keys it has, from options and configuration.
struct Look: Sendable {
  /// The theme that was named; nothing: the one that suits the background.
  var theme: String?
  /// How many colours at most; nothing: what the terminal has.
  var depth: ColourDepth?
  /// No key changes anything on a server.
  var isReadOnly = false
  /// Sentences instead of a screen.
  var isPlain = false
  /// What others may not see is hidden in what is copied and exported.
  var redacts = false
  /// The mouse is the dashboard's, not the terminal's.
  var usesMouse = false
  /// ASCII only, or not, where somebody said so; nothing: as the locale says.
  var ascii: Bool?
  /// Whether the locale's characters are those of Unicode.
  var speaksUTF8 = true
  /// The keys in use.
  var keys = KeyTable.standard
  /// Programs of the user's own.
  var commands: [OwnCommand] = []
  /// Who is told of what.
  var alerts: [AlertRule] = []
  /// What the names of servers look like.
  var serverColours: [String: ServerColour] = [:]
  /// Where themes are found.
  var library: ThemeLibrary
  /// Whether the terminal's background is light, as far as it is known without asking.
  var assumesLight = false

  /// The theme for a background; nothing: the terminal has not told it.
  func theme(on background: RGB? = nil) throws -> Theme {
    if depth == .mono { return .mono }
    return try library.theme(named: theme, onLight: background?.isLight ?? assumesLight)
  }

  /// A grid as this terminal can show it.
  func shown(_ grid: Grid) -> Grid { isASCII ? grid.ascii : grid }

  /// Text as this terminal can show it.
  func shown(_ text: String) -> String { isASCII ? ASCIIForm.text(text) : text }

  private var isASCII: Bool { ascii ?? !speaksUTF8 }

  /// Whether the locale is one of UTF-8: the first variable that says something counts (POSIX, 8.2).
  ///
  /// Where none does, as in many a container, the terminal outside is taken for one of today.
  static func speaksUTF8(_ environment: [String: String]) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    guard let name = locale?.uppercased() else { return true }
    return name.contains("UTF-8") || name.contains("UTF8")
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
