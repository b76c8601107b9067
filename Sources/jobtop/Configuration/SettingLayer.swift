import Configuration

/// One of the places where settings are made: options, environment, `.env`, or `config.yaml`.
///
/// The layers are providers of swift-configuration and are asked one after the other. Not through
/// its `ConfigReader`: a value that does not convert is there silently the default, and which place
/// a value came from, which a sentence about it must say, it does not tell.
struct SettingLayer {
  private let provider: any ConfigProvider
  private let origin: Origin
  /// What it says something of; nothing: all.
  private var settings: Set<Setting>?

  private enum Origin {
    case options, environment
    case dotEnv(DotEnv)
    case file(String, ConfigurationFile.Server)
  }

  /// What was given on the command line.
  init(options: [Setting: String]) {
    provider = Self.provider(of: options, name: "options")
    origin = .options
  }

  /// The environment of the process.
  init(environment: [String: String]) {
    provider = EnvironmentVariablesProvider(environmentVariables: environment)
      .prefixKeys(with: "jobtop")
    origin = .environment
  }

  /// A `.env` file.
  init(_ dotEnv: DotEnv) {
    provider = EnvironmentVariablesProvider(environmentVariables: dotEnv.values)
      .prefixKeys(with: "jobtop")
    origin = .dotEnv(dotEnv)
  }

  /// What stands under a server in `config.yaml`.
  init(_ server: ConfigurationFile.Server, path: String) {
    provider = Self.provider(of: server.settings.mapValues(\.text), name: path)
    origin = .file(path, server)
  }

  /// The same, and it says nothing of any other setting.
  func only(_ settings: Set<Setting>) -> SettingLayer {
    var layer = self
    layer.settings = settings
    return layer
  }

  /// What the layer says of a setting; an empty text says nothing.
  func value(of setting: Setting) -> SettingValue? {
    guard settings?.contains(setting) ?? true else { return nil }
    // Asked for text, which each of them holds, no provider throws.
    let key = AbsoluteConfigKey([setting.rawValue])
    let result = try? provider.value(forKey: key, type: .string)
    guard case .string(let text) = result?.value?.content, !text.isEmpty else { return nil }
    return SettingValue(text: text, name: name(of: setting), place: place(of: setting))
  }

  private static func provider(of values: [Setting: String], name: String) -> InMemoryProvider {
    let pairs = values.map { setting, text in
      (AbsoluteConfigKey([setting.rawValue]), ConfigValue(.string(text), isSecret: false))
    }
    return InMemoryProvider(name: name, values: Dictionary(uniqueKeysWithValues: pairs))
  }

  private func name(of setting: Setting) -> String {
    switch origin {
    case .options: setting.option
    case .environment, .dotEnv: setting.variable
    case .file: setting.key
    }
  }

  private func place(of setting: Setting) -> ConfigurationFailure.Place {
    switch origin {
    case .options: .option
    case .environment: .variable
    case .dotEnv(let dotEnv): dotEnv.place(of: setting.variable)
    case .file(let path, let server):
      server.settings[setting].map { .line(file: path, $0.line) } ?? .file(path)
    }
  }
}

/// What was set, and where.
struct SettingValue: Hashable {
  /// As written.
  var text: String
  /// The name under which it was set, as in `--interval`.
  var name: String
  /// Where it was set.
  var place: ConfigurationFailure.Place

  /// A mistake about it.
  func mistake(allowed: String) -> ConfigurationFailure.Mistake {
    .init(place, "\(name) cannot be “\(text)”", right: allowed)
  }
}
