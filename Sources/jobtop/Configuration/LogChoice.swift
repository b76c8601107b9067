import Logging

/// A log that was asked for.
struct LogChoice: Hashable, Sendable {
  /// The file.
  var path: String
  /// What is written: this and what is more serious.
  var level: Logger.Level
}
