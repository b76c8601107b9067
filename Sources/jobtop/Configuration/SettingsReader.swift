import Foundation
import JobModel
import JobProfile

/// Puts the layers of the configuration together, and chooses the server that is meant.
struct SettingsReader {
  private(set) var mistakes: [ConfigurationFailure.Mistake] = []
  let paths: StandardPaths
  private let file: ConfigurationFile
  let environment: [String: String]
  let dotEnv: DotEnv
  /// What is about the chosen server alone, the strongest first.
  private let layers: [SettingLayer]
  /// Where each server's settings come from, once they have been read.
  private var plans: [Plan] = []

  init(
    options: [Setting: String],
    environment: [String: String],
    dotEnv: DotEnv,
    file: ConfigurationFile,
    paths: StandardPaths
  ) {
    self.paths = paths
    self.file = file
    self.environment = environment
    self.dotEnv = dotEnv
    layers = [
      SettingLayer(options: options), SettingLayer(environment: environment), SettingLayer(dotEnv),
    ]
  }

  /// Reads the files that the environment leads to, and the `.env` of that folder.
  ///
  /// With `collects` the mistakes of `config.yaml` are among `mistakes`, with those of the values.
  /// - Throws: `ConfigurationFailure` with all mistakes of the first file that has any.
  init(
    options: [Setting: String],
    environment: [String: String],
    folder: String,
    collects: Bool = false
  ) throws(ConfigurationFailure) {
    let paths = StandardPaths(environment: environment)
    let (file, mistakes) = try ConfigurationFile.read(paths.configurationFile)
    guard collects || mistakes.isEmpty else { throw ConfigurationFailure(mistakes) }
    self.init(
      options: options,
      environment: environment,
      dotEnv: try DotEnv(folder: folder),
      file: file,
      paths: paths
    )
    self.mistakes = mistakes
  }

  mutating func settings(headers: [String]) -> Settings {
    mistakes += variableMistakes
    let headers = HeaderOptions(headers)
    mistakes += headers.mistakes
    let choice = chooseServer()
    let chosenPlan = choice.map { plan(for: $0, headers: headers.headers) }
    plans = plans(choice, chosenPlan)
    let servers = plans.map { read($0) }
    let chosen = servers.first { $0.name == chosenPlan?.name }
    // Whatever server they are meant for, wrong values are wrong.
    if choice == nil { _ = read(Plan(name: "", layers: layers, headers: [])) }
    let username = layers.first?.value(of: .username)
    if !headers.headers.isEmpty || username != nil {
      let library = ProfileLibrary(folder: URL(filePath: paths.profilesFolder))
      // A pipe is left for when it is needed.
      let name = chosen.map(\.profile).flatMap { ReadableFile(path: $0).isPipe ? nil : $0 }
      let profile = name.flatMap { try? library.profile($0) }
      mistakes += headers.secrets(for: profile, paths)
      if let username, let chosen, let profile, !profile.asksForUsername {
        mistakes.append(
          .init(
            username.place,
            "\(username.name) is never sent to \(chosen.name), by its profile \(profile.name)",
            right: ServerConfiguration.right(for: profile)
          )
        )
      }
    }
    return Settings(
      paths: paths,
      servers: servers,
      server: chosen,
      theme: readTheme(),
      commands: file.commands,
      alerts: file.alerts,
      keys: file.keyChanges,
      colours: file.servers.reduce(into: [:]) { $0[$1.name] = $1.colour },
      ascii: readSwitch(.ascii),
      mouse: readSwitch(.mouse),
      retention: readRetention()
    )
  }

  // MARK: - Whatever the servers

  private mutating func readTheme() -> String? {
    guard let value = value(of: .theme) else { return nil }
    let library = ThemeLibrary(folder: paths.themesFolder)
    if !library.knows(value.text) {
      mistakes.append(value.mistake(allowed: library.allowed(for: value.text)))
    }
    return value.text
  }

  private mutating func readSwitch(_ setting: GeneralSetting) -> Bool? {
    guard let value = value(of: setting) else { return nil }
    switch value.text.lowercased() {
    case "true", "yes", "on", "1": return true
    case "false", "no", "off", "0": return false
    default:
      mistakes.append(value.mistake(allowed: "true or false"))
      return nil
    }
  }

  private mutating func readRetention() -> Retention {
    guard let value = value(of: .retention) else { return .standard }
    if let retention = Retention(written: value.text) { return retention }
    mistakes.append(value.mistake(allowed: Retention.allowed))
    return .standard
  }

  private func value(of setting: GeneralSetting) -> SettingValue? {
    let (key, name) = (setting.key, setting.variable)
    if let text = environment[name], !text.isEmpty {
      return SettingValue(text: text, name: name, place: .variable)
    }
    if let text = dotEnv.entries[name]?.value, !text.isEmpty {
      return SettingValue(text: text, name: name, place: dotEnv.place(of: name))
    }
    return file.general[setting].map {
      SettingValue(text: $0.text, name: key, place: .line(file: file.path, $0.line))
    }
  }

  // MARK: - Which server

  /// Which server is meant.
  private enum Choice {
    /// One of the file, because it was named.
    case named(ConfigurationFile.Server)
    /// One of the file, because nothing else was said.
    case standard(ConfigurationFile.Server)
    /// One that stands nowhere in the file.
    case described(name: String)
  }

  private mutating func chooseServer() -> Choice? {
    let description = value(of: .url) ?? value(of: .profile)
    if let name = value(of: .server) {
      if let server = file.server(named: name.text) {
        keepSecretsHome(server)
        return .named(server)
      }
      if description != nil { return .described(name: name.text) }
      mistakes.append(name.mistake(allowed: knownServers(name.text)))
      return nil
    }
    if let description { return .described(name: name(for: description)) }
    guard let name = file.defaultServer else {
      return file.servers.count == 1 ? file.servers.first.map { .standard($0) } : nil
    }
    if let server = file.server(named: name.text) { return .standard(server) }
    mistakes.append(
      .init(
        .line(file: file.path, name.line),
        "defaultServer cannot be “\(name.text)”",
        right: knownServers(name.text)
      )
    )
    return nil
  }

  /// What is kept for one server must not go to another whose URL happens to be in the environment.
  private mutating func keepSecretsHome(_ server: ConfigurationFile.Server) {
    // Who writes both into one command means both.
    guard layers.first?.value(of: .url) == nil, let url = value(of: .url),
      url.text != server.settings[.url]?.text
    else { return }
    mistakes.append(
      .init(
        url.place,
        "\(url.name) is another server than \(server.name), whose credentials are not for it",
        right: "take \(url.name) away, or do not name \(server.name)"
      )
    )
  }

  private func knownServers(_ name: String) -> String {
    let names = file.servers.map(\.name)
    if let near = Spelling.nearest(to: name, among: names) { return "\(near) is known" }
    if names.isEmpty { return "\(file.path) names no server; give --url and --profile" }
    return "known are \(names.joined(separator: ", "))"
  }

  /// The short name of a server that has none: its address, so that the jobs of one server are found
  /// again under it; else its profile, without the folder and the ending of a file.
  private func name(for description: SettingValue) -> String {
    let text = description.text
    guard let separator = text.firstRange(of: "://") else {
      let file = text.split(separator: "/").last ?? text[...]
      return file.split(separator: ".").first.map { String($0) } ?? text
    }
    let address = text[separator.upperBound...]
    return String(address.hasSuffix("/") ? address.dropLast() : address)
  }

  // MARK: - Servers

  /// Where one server is described, the strongest place first.
  private struct Plan {
    let name: String
    let layers: [SettingLayer]
    let headers: [HTTPHeader]
  }

  private func plan(for choice: Choice, headers: [HTTPHeader]) -> Plan {
    switch choice {
    case .named(let server), .standard(let server): plan(for: server, under: layers, headers)
    case .described(let name): Plan(name: name, layers: layers, headers: headers)
    }
  }

  private func plan(
    for server: ConfigurationFile.Server,
    under layers: [SettingLayer] = [],
    _ headers: [HTTPHeader] = []
  ) -> Plan {
    let own = SettingLayer(server, path: file.path)
    return Plan(name: server.name, layers: layers + [own], headers: server.headers + headers)
  }

  private func plans(_ choice: Choice?, _ chosen: Plan?) -> [Plan] {
    switch choice {
    case .named, .described: [chosen].compactMap(\.self)
    case .standard, nil:
      file.servers.map { server in
        if let chosen, chosen.name == server.name { return chosen }
        // The log is that of the program, whatever server it speaks with.
        return plan(for: server, under: layers.map { $0.only([.logFile, .logLevel]) })
      }
    }
  }

  private mutating func read(_ plan: Plan) -> ServerConfiguration {
    var reader = SettingReader(plan.layers, home: environment["HOME"] ?? NSHomeDirectory())
    let server = reader.server(named: plan.name, headers: plan.headers)
    mistakes += reader.mistakes
    return server
  }

  /// What was set about each server, in the order of `Setting`, and where; after `settings`.
  var origins: [(server: String, values: [(setting: Setting, value: SettingValue)])] {
    plans.map { plan in
      let values = Setting.allCases.filter { $0 != .server }.compactMap { setting in
        plan.layers.lazy.compactMap { $0.value(of: setting) }.first.map { (setting, $0) }
      }
      return (plan.name, values)
    }
  }

  /// What was set whatever the servers, and where.
  var generalOrigins: [(setting: GeneralSetting, value: SettingValue)] {
    GeneralSetting.allCases.compactMap { setting in value(of: setting).map { (setting, $0) } }
  }

  private func value(of setting: Setting) -> SettingValue? {
    layers.lazy.compactMap { $0.value(of: setting) }.first
  }
}
