import Foundation

/// `config.yaml` as it stands, with the line of each value.
///
/// ```yaml
/// defaultServer: demo
/// theme: light
/// servers:
///   demo:
///     url: https://demo.example.org
///     profile: envelope
///     username: ann
///     password_file: demo.secret
///     headers: {X-Team: video}
/// ```
struct ConfigurationFile: Hashable, Sendable {
  /// Where it was read.
  var path: String
  /// The servers in their order.
  var servers: [Server] = []
  /// The name of the one that a command speaks to when none is named.
  var defaultServer: Entry?
  /// What is set about the screen.
  var screen: [ScreenSetting: Entry] = [:]

  /// One value.
  struct Entry: Hashable, Sendable {
    /// As written, without quotes.
    var text: String
    /// Its line, from 1.
    var line: Int
  }

  /// What stands under one name in `servers`.
  struct Server: Hashable, Sendable {
    /// The name.
    var name: String
    /// What is set.
    var settings: [Setting: Entry] = [:]
    /// The headers by name.
    var headers: [HTTPHeader] = []
  }

  /// A file that says nothing, as one that is not there.
  init(path: String) {
    self.path = path
  }

  /// Reads the file; says nothing where there is none.
  /// - Throws: `ConfigurationFailure` with all of its mistakes, and where it cannot be read.
  init(reading path: String) throws(ConfigurationFailure) {
    guard FileManager.default.fileExists(atPath: path) else {
      self.init(path: path)
      return
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationFailure(
        .file(path),
        "it cannot be read",
        right: "a YAML file that you may read"
      )
    }
    try self.init(parsing: String(decoding: data, as: UTF8.self), path: path)
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
}
