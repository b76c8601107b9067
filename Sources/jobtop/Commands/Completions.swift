import ArgumentParser
import JobSimulator

/// What a shell offers behind options whose values we know.
enum Completions {
  /// The servers of the configuration.
  static let servers = kind { (try? Settings.current())?.servers.map(\.name) ?? [] }

  /// Every profile, the user's own included.
  static let profiles = kind { ProfileLibrary.standard.names }

  /// Every theme, the user's own included.
  static let themes = kind { ThemeLibrary(folder: StandardPaths.current.themesFolder).names }

  /// The scenarios that are built in; others are files.
  static let scenarios = kind { Scenario.builtInNames }

  private static func kind(_ values: @escaping @Sendable () -> [String]) -> CompletionKind {
    .custom { _, _, _ in values() }
  }
}
