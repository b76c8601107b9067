import Dashboard
import JobModel
import JobProfile
import Screen
import Yams

/// Walks the nodes of `config.yaml` and collects its mistakes.
///
/// Not swift-configuration's own YAML provider: it cannot be asked which servers there are, knows no
/// lines, and says nothing of a key that nobody asks for.
struct ConfigurationFileReader {
  private(set) var mistakes: [ConfigurationFailure.Mistake] = []
  /// The keys of the user's own commands, with their lines.
  var commandKeys: [(key: Key, line: Int)] = []
  private let path: String

  init(path: String) {
    self.path = path
  }

  mutating func read(_ text: String) -> ConfigurationFile {
    var file = ConfigurationFile(path: path)
    do {
      guard let root = try Node.tree(of: text), root.scalar?.string != "" else {
        return file
      }
      for (key, value) in members(of: root, "the file") { readMember(key, value, into: &file) }
      checkCommandKeys(file.keyChanges)
    } catch {
      add(error)
    }
    return file
  }

  private mutating func readMember(
    _ key: ConfigurationFile.Entry,
    _ value: Node,
    into file: inout ConfigurationFile
  ) {
    switch key.text {
    case "defaultServer", "default_server": file.defaultServer = entry(value, key)
    case "servers":
      file.servers = members(of: value, "servers").map { server(named: $0, $1) }
    case "keys": readKeys(value, into: &file)
    case "commands": file.commands = commands(in: value)
    case "notify": file.alerts = alerts(in: value)
    default:
      guard let setting = GeneralSetting(rawValue: key.text) else {
        let general = GeneralSetting.allCases.map(\.key)
        return addUnknown(
          key,
          known: ["commands", "defaultServer", "keys", "notify", "servers"] + general
        )
      }
      file.general[setting] = entry(value, key)
    }
  }

  private mutating func readKeys(_ node: Node, into file: inout ConfigurationFile) {
    for (action, keys) in members(of: node, "keys") {
      guard let keys = entry(keys, action) else { continue }
      file.keys.append(ConfigurationFile.KeySetting(action: action, keys: keys))
    }
    for mistake in KeyTable.standard(with: file.keyChanges).mistakes {
      add(file.keys[mistake.place].keys.line, mistake.problem, right: mistake.right)
    }
  }

  private mutating func server(named name: ConfigurationFile.Entry, _ node: Node)
    -> ConfigurationFile.Server
  {
    var server = ConfigurationFile.Server(name: name.text)
    for (key, value) in members(of: node, "the server \(name.text)") {
      if key.text == "headers" {
        server.headers = members(of: value, "headers").compactMap { header($0, $1) }
      } else if key.text == "colour" || key.text == "color" {
        server.colour = colour(value, key)
      } else if let setting = setting(key) {
        if server.settings[setting] != nil {
          add(key.line, "\(setting.key) is set twice", right: "once")
        }
        server.settings[setting] = entry(value, key)
      }
    }
    return server
  }

  private mutating func colour(_ node: Node, _ key: ConfigurationFile.Entry) -> ServerColour? {
    guard let entry = entry(node, key) else { return nil }
    let colour = ServerColour(rawValue: entry.text.lowercased())
    if colour == nil {
      let known = ServerColour.allCases.map(\.rawValue).joined(separator: ", ")
      add(entry.line, "\(key.text) cannot be “\(entry.text)”", right: known)
    }
    return colour
  }

  private mutating func setting(_ key: ConfigurationFile.Entry) -> Setting? {
    let setting = Setting(key: key.text)
    if let setting, setting.isKey { return setting }
    if setting == .password || setting == .token {
      add(
        key.line,
        "\(key.text) may not stand in this file",
        right: "\(key.text)_file, or \(key.text)_command"
      )
    } else {
      addUnknown(key, known: Setting.allCases.filter(\.isKey).map(\.key) + ["colour", "headers"])
    }
    return nil
  }

  private mutating func header(_ name: ConfigurationFile.Entry, _ value: Node) -> HTTPHeader? {
    guard let text = entry(value, name)?.text else { return nil }
    let header = HTTPHeader(name: name.text, value: text)
    if header == nil {
      add(
        name.line,
        "\(name.text) is no HTTP header",
        right: "a name of letters, digits and hyphens, and a value of one line"
      )
    }
    return header
  }

  // MARK: - Nodes

  mutating func members(of node: Node, _ what: String)
    -> [(ConfigurationFile.Entry, Node)]
  {
    guard let mapping = node.mapping else {
      add(line(of: node), "\(what) holds no names", right: "lines such as name: value")
      return []
    }
    return mapping.compactMap { key, value in
      guard let text = key.string else {
        add(line(of: key), "a name in \(what) is no text", right: "name: value")
        return nil
      }
      return (ConfigurationFile.Entry(text: text, line: line(of: key)), value)
    }
  }

  mutating func entry(_ node: Node, _ key: ConfigurationFile.Entry)
    -> ConfigurationFile.Entry?
  {
    guard let text = node.scalar?.string, !text.isEmpty else {
      if node.scalar == nil {
        let kind = node.sequence == nil ? "has names under it" : "is a list"
        add(key.line, "\(key.text) \(kind)", right: "one value, as in \(key.text): value")
      } else {
        add(key.line, "\(key.text) has no value", right: "\(key.text): value")
      }
      return nil
    }
    return ConfigurationFile.Entry(text: text, line: line(of: node))
  }

  func line(of node: Node) -> Int { node.mark?.line ?? 1 }

  // MARK: - Mistakes

  mutating func add(_ line: Int, _ problem: String, right: String) {
    mistakes.append(.init(.line(file: path, line), problem, right: right))
  }

  /// The same where mistakes of later lines are told already.
  mutating func insert(_ line: Int, _ problem: String, right: String) {
    let mistake = ConfigurationFailure.Mistake(.line(file: path, line), problem, right: right)
    let place = mistakes.firstIndex { $0.line > line } ?? mistakes.endIndex
    mistakes.insert(mistake, at: place)
  }

  mutating func addUnknown(_ key: ConfigurationFile.Entry, known: [String]) {
    let right =
      Spelling.nearest(to: key.text, among: known).map { "\($0) is known" }
      ?? "known are \(known.sorted().joined(separator: ", "))"
    add(key.line, "\(key.text) is unknown", right: right)
  }

  private mutating func add(_ error: any Error) {
    let right = "YAML, such as servers: {demo: {url: \"http://127.0.0.1:8080\"}}"
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      add(mark.line, "it is no YAML (\(problem))", right: right)
    case YamlError.duplicatedKeysInMapping(let names, let context):
      add(
        context.mark.line,
        "\(names.joined(separator: ", ")) is set twice, first here",
        right: "once"
      )
    default: add(1, "it is no YAML (\(error))", right: right)
    }
  }
}
