import ArgumentParser
import Dashboard
import Foundation
import Screen
import Terminal

/// How the screen looks, and whether jobs may be changed on it.
struct LookOptions: ParsableArguments {
  @Option(
    help: """
      dark, light, contrast, colourblind, one of yours, or a file; by default what suits the \
      terminal's background.
      """,
    completion: Completions.themes
  )
  var theme: String?

  @Option(help: "mono, 16, 256 or true; by default what the terminal has, and none with NO_COLOR.")
  var colours: ColourChoice?

  @Flag(help: "Draw with ASCII only; so by itself where the locale is not UTF-8.")
  var ascii = false

  @Flag(help: "Click and scroll; the terminal's own selection then takes Shift.")
  var mouse = false

  @Flag(name: .customLong("read-only"), help: "Only look: no key starts, cancels or retries a job.")
  var isReadOnly = false

  @Flag(help: "Sentences instead of a screen, typed commands instead of keys, for screen readers.")
  var plain = false

  @Flag(help: "Hide ids, titles, hosts and reasons in what is copied, exported or a snapshot.")
  var redact = false

  /// As `look`, for what needs no configuration: of one with a mistake nothing is used.
  /// - Returns: The look, and what to tell of the mistake.
  func lookWithoutNeed() throws -> (look: Look, trouble: [String]) {
    let settings: Settings
    var trouble: [String] = []
    do throws(ConfigurationFailure) {
      settings = try Settings.current()
    } catch {
      settings = Settings(paths: .current, servers: [])
      let rest = error.mistakes.count - 1
      let more = rest > 0 ? " (and \(rest) more)" : ""
      trouble = ["Without your configuration: \(error.mistakes[0])\(more)"]
    }
    return (try look(over: settings), trouble)
  }

  /// These options over what was configured.
  func look(over settings: Settings? = nil) throws -> Look {
    let settings = try settings ?? Settings.current()
    let environment = ProcessInfo.processInfo.environment
    return Look(
      theme: theme ?? settings.theme,
      depth: colours?.depth ?? (Look.isWithoutColours(environment) ? .mono : nil),
      isReadOnly: isReadOnly,
      isPlain: plain,
      redacts: redact,
      usesMouse: mouse || settings.mouse == true,
      ascii: ascii ? true : settings.ascii,
      speaksUTF8: Look.speaksUTF8(environment) && UTF8Locale.isInstalled,
      keys: KeyTable.standard(with: settings.keys).table,
      commands: settings.commands,
      alerts: settings.alerts,
      serverColours: settings.colours,
      library: ThemeLibrary(folder: settings.paths.themesFolder),
      assumesLight: Look.isLight(environment)
    )
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
