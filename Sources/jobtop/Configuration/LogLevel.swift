import ArgumentParser
import Logging

/// How serious a line of a log must be, as an option.
struct LogLevel: ExpressibleByArgument {
  let level: Logger.Level

  /// Those that can be given.
  static let all = Logger.Level.allCases.map(\.rawValue)

  /// The same as a list in a sentence.
  static let names = all.joined(separator: ", ")

  init(level: Logger.Level) {
    self.level = level
  }

  init?(argument: String) {
    guard let level = Logger.Level(rawValue: argument.lowercased()) else { return nil }
    self.level = level
  }

  var defaultValueDescription: String { level.rawValue }
}
