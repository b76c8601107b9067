import Dashboard
import Foundation

/// `config.yaml` as it stands, with the line of each value.
///
/// ```yaml
/// defaultServer: demo
/// theme: light
/// keys: {cancel: X F9, mark-all: none}
/// servers:
///   demo:
///     url: https://demo.example.org
///     profile: envelope
///     username: ann
///     password_file: demo.secret
///     headers: {X-Team: video}
///     colour: green
/// commands:
///   - {name: show, key: X, filter: state:failed, run: [jq, .], safe: true}
/// notify:
///   - {filter: state:failed, desktop: true}
///   - {filter: state:failed, webhook: "https://hooks.example.org/jobs"}
/// ```
struct ConfigurationFile: Hashable, Sendable {
  /// Where it was read.
  var path: String
  /// The servers in their order.
  var servers: [Server] = []
  /// The name of the one that a command speaks to when none is named.
  var defaultServer: Entry?
  /// What is set whatever the servers.
  var general: [GeneralSetting: Entry] = [:]
  /// Programs of the user's own, in their order.
  var commands: [OwnCommand] = []
  /// Who is told when a job comes to match a filter, in their order.
  var alerts: [AlertRule] = []
  /// Other keys for what keys do.
  var keys: [KeySetting] = []

  /// One value.
  struct Entry: Hashable, Sendable {
    /// As written, without quotes.
    var text: String
    /// Its line, from 1.
    var line: Int
  }

  /// Other keys for one action.
  struct KeySetting: Hashable, Sendable {
    /// Its name.
    var action: Entry
    /// The keys, separated by blanks, or `none`.
    var keys: Entry
  }

  /// What stands under one name in `servers`.
  struct Server: Hashable, Sendable {
    /// The name.
    var name: String
    /// What is set.
    var settings: [Setting: Entry] = [:]
    /// The headers by name.
    var headers: [HTTPHeader] = []
    /// What its name looks like on the screen.
    var colour: ServerColour?
  }

  /// A file that says nothing, as one that is not there.
  init(path: String) {
    self.path = path
  }

  /// Reads the file; says nothing where there is none.
  /// - Throws: `ConfigurationFailure` with all of its mistakes, and where it cannot be read.
  init(reading path: String) throws(ConfigurationFailure) {
    let (file, mistakes) = try Self.read(path)
    guard mistakes.isEmpty else { throw ConfigurationFailure(mistakes) }
    self = file
  }

  /// What can be read of the file, and all of its mistakes.
  /// - Throws: `ConfigurationFailure` where it cannot be read at all.
  static func read(_ path: String) throws(ConfigurationFailure)
    -> (file: ConfigurationFile, mistakes: [ConfigurationFailure.Mistake])
  {
    guard !TextFile.isAbsent(path) else { return (ConfigurationFile(path: path), []) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationFailure(
        .file(path),
        "it cannot be read",
        right: "a YAML file that you may read"
      )
    }
    var reader = ConfigurationFileReader(path: path)
    return (reader.read(String(decoding: data, as: UTF8.self)), reader.mistakes)
  }

  /// Reads the text of a file.
  /// - Throws: `ConfigurationFailure` with all of its mistakes.
  init(parsing text: String, path: String) throws(ConfigurationFailure) {
    var reader = ConfigurationFileReader(path: path)
    self = reader.read(text)
    guard reader.mistakes.isEmpty else { throw ConfigurationFailure(reader.mistakes) }
  }

  /// The server of that name.
  func server(named name: String) -> Server? {
    servers.first { $0.name == name }
  }

  /// The settings as the keymap takes them.
  var keyChanges: [KeyTable.Change] {
    keys.map { KeyTable.Change(name: $0.action.text, keys: $0.keys.text) }
  }
}
