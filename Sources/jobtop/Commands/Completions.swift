import ArgumentParser
import JobModel
import JobSimulator

/// What a shell offers behind options whose values we know.
enum Completions {
  /// The servers of the configuration.
  static let servers = kind { (try? Settings.current())?.servers.map(\.name) ?? [] }

  /// Every profile, the user's own included.
  static let profiles = kind { ProfileLibrary.standard.names }

  /// Every theme, the user's own included.
  static let themes = kind { ThemeLibrary(folder: StandardPaths.current.themesFolder).names }

  /// What jobs can be, as most servers say it.
  static let states = CompletionKind.list(
    [JobState.pending, .running, .completed, .failed, .cancelled].map(\.rawValue)
  )

  /// How serious a line of a log must be.
  static let logLevels = CompletionKind.list(LogLevel.all)

  /// What can go wrong; some take a value.
  static let faults = CompletionKind.list(FaultRule.names)

  /// The scenarios that are built in; others are files.
  static let scenarios = kind { Scenario.builtInNames }

  private static func kind(_ values: @escaping @Sendable () -> [String]) -> CompletionKind {
    .custom { _, _, _ in values() }
  }
}
