import Dashboard
import Foundation

/// Everything that was configured.
struct Settings: Hashable, Sendable {
  /// Where things lie.
  var paths: StandardPaths
  /// What the dashboard opens: the chosen server alone where one was chosen on the command line or
  /// in the environment, otherwise all of `config.yaml`.
  var servers: [ServerConfiguration]
  /// The one that a command speaks to; nothing where none was named and there is no default.
  var server: ServerConfiguration?
  /// The name of the theme.
  var theme: String?
  /// Programs of the user's own.
  var commands: [OwnCommand] = []
  /// Who is told when a job comes to match a filter.
  var alerts: [AlertRule] = []
  /// Other keys for what keys do.
  var keys: [KeyTable.Change] = []
  /// What the names of servers look like.
  var colours: [String: ServerColour] = [:]
  /// Whether the screen is to have ASCII only; nothing: as the locale says.
  var ascii: Bool?
  /// Whether the dashboard has the mouse.
  var mouse: Bool?
  /// How long jobs that have ended are kept.
  var retention = Retention.standard

  /// Reads the configuration: options before the environment, before `.env`, before `config.yaml`.
  ///
  /// Options and variables are about one server: the named one; without a name, the one that a URL
  /// or profile among them describes; without these the default of `config.yaml`. The other servers
  /// never see them: a password for one must not be sent to all.
  ///
  /// `options` holds what was given on the command line and nothing else, `headers` those as in
  /// `X-Team: video`; `.env` is looked for in `folder`.
  /// - Throws: `ConfigurationFailure` with all mistakes of the first source that has any.
  static func load(
    options: [Setting: String] = [:],
    headers: [String] = [],
    environment: [String: String],
    folder: String
  ) throws(ConfigurationFailure) -> Settings {
    var reader = try SettingsReader(options: options, environment: environment, folder: folder)
    let settings = reader.settings(headers: headers)
    guard reader.mistakes.isEmpty else { throw ConfigurationFailure(reader.mistakes) }
    return settings
  }
}

extension Settings {
  /// The server that a command speaks to.
  /// - Throws: `CommandFailure` where none was named and there is no default.
  var chosenServer: ServerConfiguration {
    get throws {
      if let server { return server }
      throw CommandFailure(
        .usage,
        "Which server? Name it with --url and --profile, or with --server and one of "
          + "\(paths.configurationFile)."
      )
    }
  }

  /// As `load`, for this process.
  static func current(
    options: [Setting: String] = [:],
    headers: [String] = []
  ) throws(ConfigurationFailure) -> Settings {
    try load(
      options: options,
      headers: headers,
      environment: ProcessInfo.processInfo.environment,
      folder: FileManager.default.currentDirectoryPath
    )
  }
}
