import ArgumentParser
import Assets
import Glibc
import Screen

/// How the screen looks, and whether jobs may be changed on it.
struct LookOptions: ParsableArguments {
  @Option(help: "dark or light; by default what the terminal says of its background, else dark.")
  var theme: ThemeChoice?

  @Option(help: "mono, 16, 256 or true; by default what the terminal has, and none with NO_COLOR.")
  var colours: ColourChoice?

  @Flag(name: .customLong("read-only"), help: "Only look: no key starts, cancels or retries a job.")
  var isReadOnly = false

  /// The theme that was chosen, or the one that suits the terminal.
  func chosenTheme() throws -> Theme {
    if depth == .mono { return .mono }
    let name = (theme ?? .suiting).rawValue
    guard let asset = Asset.themes.first(where: { $0.name == name }) else { return .mono }
    return try Theme(yaml: asset.text, file: "\(name).theme.yaml")
  }

  /// The depth that was asked for; nothing: what the terminal has.
  var depth: ColourDepth? {
    if let colours { return colours.depth }
    let isOff = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    return isOff ? .mono : nil
  }
}

/// Which theme.
enum ThemeChoice: String, CaseIterable, ExpressibleByArgument {
  case dark, light

  /// What `COLORFGBG` says, which rxvt, Konsole and others set: the last number is the background.
  static var suiting: ThemeChoice {
    guard let value = getenv("COLORFGBG").map({ String(cString: $0) }),
      let background = value.split(separator: ";").last.flatMap({ Int($0) })
    else { return .dark }
    return background == 7 || background == 15 ? .light : .dark
  }
}

/// How many colours.
enum ColourChoice: String, CaseIterable, ExpressibleByArgument {
  case mono
  case sixteen = "16"
  case palette = "256"
  case full = "true"

  var depth: ColourDepth {
    switch self {
    case .mono: .mono
    case .sixteen: .sixteen
    case .palette: .palette
    case .full: .full
    }
  }
}
