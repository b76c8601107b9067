import Dashboard
import Foundation
import JobModel

/// What was configured, and where.
extension Examination {
  /// - Returns: The settings as far as they could be read, and whether commands take them; nothing
  ///   where they could not.
  mutating func lookAtConfiguration() -> (settings: Settings, isSound: Bool)? {
    let file = paths.configurationFile
    let isThere = FileManager.default.fileExists(atPath: file)
    add(.configuration, "file", isThere ? file : "\(file) is not there: everything is as a rule")
    do throws(ConfigurationFailure) {
      var reader = try SettingsReader(
        options: options,
        environment: environment,
        folder: folder,
        collects: true
      )
      let settings = reader.settings(headers: headers)
      add(reader, settings)
      tell(ConfigurationFailure(reader.mistakes))
      for (name, place) in reader.unknownVariables {
        add(.configuration, name, "unknown: nothing reads it", at: place, .remark)
      }
      return (settings, reader.mistakes.isEmpty)
    } catch {
      tell(error)
      return nil
    }
  }

  private mutating func tell(_ failure: ConfigurationFailure) {
    for mistake in failure.mistakes {
      let sentence = "\(mistake.problem): \(mistake.right)"
      let outcome: Outcome = mistake.place == .option ? .usage : .configuration
      add(.configuration, "mistake", sentence, at: mistake.place, .wrong(outcome))
    }
  }

  private mutating func add(_ reader: SettingsReader, _ settings: Settings) {
    for (setting, value) in reader.generalOrigins {
      add(.configuration, setting.key, value.text, at: value.place)
    }
    if !reader.generalOrigins.contains(where: { $0.setting == .retention }) {
      add(.configuration, GeneralSetting.retention.key, "30d, as a rule")
    }
    if !settings.keys.isEmpty { add(.configuration, "keys", "\(settings.keys.count) of your own") }
    for command in settings.commands {
      add(.configuration, "command \(command.name)", command.words.joined(separator: " "))
    }
    add(settings.alerts)
    if let server = settings.server { add(.configuration, "default server", server.name) }
    for (server, values) in reader.origins {
      add(server, values, settings.servers.first { $0.name == server })
    }
  }

  private mutating func add(
    _ name: String,
    _ values: [(setting: Setting, value: SettingValue)],
    _ server: ServerConfiguration?
  ) {
    for (setting, value) in values {
      let shown = setting.isSecret ? "(secret)" : setting.isCommand ? "(command)" : value.text
      add(.configuration, "\(name).\(setting.key)", shown, at: value.place)
    }
    let known = Set(values.map(\.setting))
    guard let server else { return }
    let poll =
      known.contains(.interval)
      ? "exponential, because an interval is given" : "learned, as a rule"
    let rules: [(Setting, String, Bool)] = [
      (.profile, server.profile + ", as a rule", known.contains(.profile)),
      (.poll, poll, known.contains(.poll)),
      (.push, "on, as a rule", known.contains(.push) || known.contains(.webhook)),
    ]
    for (setting, value, isSet) in rules where !isSet {
      add(.configuration, "\(name).\(setting.key)", value)
    }
    // What a header holds may be a key.
    for header in server.headers { add(.configuration, "\(name).headers.\(header.name)", "(set)") }
  }

  /// Files with secrets that others could read, before a command needs them.
  mutating func lookAtSecrets(_ settings: Settings?) {
    for server in settings?.servers ?? [] {
      for (name, source) in [("password", server.password), ("token", server.token)] {
        guard let source else { continue }
        add(source, "\(server.name).\(name)")
      }
    }
  }

  private mutating func add(_ source: SecretSource, _ subject: String) {
    switch source {
    case .value: add(.secrets, subject, "in the environment")
    case .command(_, let place): add(.secrets, subject, "from a command", at: place)
    case .file(let path, let place):
      if let mistake = source.fileMistake {
        let sentence = "\(mistake.problem): \(mistake.right)"
        return add(.secrets, subject, sentence, at: place, .wrong(.configuration))
      }
      add(.secrets, subject, "in \(path), for you only", at: place)
    }
  }
}
