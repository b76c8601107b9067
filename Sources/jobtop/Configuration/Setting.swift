/// What can be set about a server, with the name it has in each place.
enum Setting: String, CaseIterable, Hashable, Sendable {
  case server, url, profile, username
  case password, passwordFile, passwordCommand
  case token, tokenFile, tokenCommand
  case caFile
  case push, webhook, poll, interval, maxInterval
  case logFile, logLevel

  /// Its words, as in `max`, `interval`.
  private var words: [String] {
    var words = [""]
    for character in rawValue {
      if character.isUppercase { words.append("") }
      words[words.count - 1] += character.lowercased()
    }
    return words
  }

  /// As an option, as in `--max-interval`.
  var option: String { "--" + words.joined(separator: "-") }

  /// As an environment variable, as in `JOBTOP_MAX_INTERVAL`.
  var variable: String { "JOBTOP_" + words.joined(separator: "_").uppercased() }

  /// In the configuration file, as in `max_interval`.
  var key: String { words.joined(separator: "_") }

  /// Whether it may stand under a server in the configuration file: a secret may not, the server's
  /// name is what it stands under, and the log is that of a program.
  var isKey: Bool {
    switch self {
    case .server, .password, .token, .logFile, .logLevel: false
    case .url, .profile, .username, .passwordFile, .passwordCommand, .tokenFile, .tokenCommand,
      .caFile, .push, .webhook, .poll, .interval, .maxInterval:
      true
    }
  }

  /// Whether it is a secret itself.
  var isSecret: Bool { self == .password || self == .token }

  /// Whether it runs a program, which a `.env` file in a folder from somewhere else must not.
  var isCommand: Bool { self == .passwordCommand || self == .tokenCommand }

  /// The setting that a key of the configuration file means; `maxInterval` and `max-interval` mean
  /// `max_interval`.
  init?(key: String) {
    let plain = key.plain
    guard let setting = Setting.allCases.first(where: { $0.key.plain == plain }) else {
      return nil
    }
    self = setting
  }
}

extension String {
  /// Without what separates words, in lower case.
  fileprivate var plain: String { filter { $0 != "_" && $0 != "-" }.lowercased() }
}
