import Dashboard
import Screen
import Yams

extension ConfigurationFileReader {
  /// The user's own commands: a list of name, key, filter, run and safe.
  mutating func commands(in node: Node) -> [OwnCommand] {
    guard let list = node.sequence else {
      add(line(of: node), "commands is no list", right: "lines such as - {name: …, run: …}")
      return []
    }
    var commands: [OwnCommand] = []
    for node in list {
      guard let command = command(in: node) else { continue }
      if commands.contains(where: { $0.name == command.name }) {
        add(line(of: node), "there are two commands \(command.name)", right: "another name")
      }
      if let key = command.key, commands.contains(where: { $0.key == key }) {
        add(line(of: node), "two commands have the same key", right: "another key")
      }
      commands.append(command)
    }
    return commands
  }

  private mutating func command(in node: Node) -> OwnCommand? {
    var command = OwnCommand(name: "", words: [])
    for (key, value) in members(of: node, "a command") {
      switch key.text {
      case "name": command.name = name(value, key)
      case "key": command.key = self.key(value, key)
      case "filter": command.filter = filter(value, key)
      case "run": command.words = words(value, key)
      case "safe": command.isSafe = isTrue(value, key)
      case "input": checkInput(value, key)
      default: addUnknown(key, known: ["name", "key", "filter", "run", "input", "safe"])
      }
    }
    guard !command.name.isEmpty, !command.words.isEmpty else {
      add(line(of: node), "a command needs name and run", right: "{name: show, run: [jq, .]}")
      return nil
    }
    return command
  }

  private mutating func name(_ node: Node, _ key: ConfigurationFile.Entry) -> String {
    guard let entry = entry(node, key) else { return "" }
    if let obstacle = OwnCommand.obstacle(toName: entry.text) {
      add(entry.line, obstacle, right: "another name")
    } else if entry.text.contains(where: \.isWhitespace) {
      add(entry.line, "the name “\(entry.text)” has blanks", right: "one word")
    }
    return entry.text
  }

  private mutating func key(_ node: Node, _ key: ConfigurationFile.Entry) -> Key? {
    guard let entry = entry(node, key) else { return nil }
    guard let read = Key(name: entry.text) else {
      add(entry.line, "there is no key “\(entry.text)”", right: "as in X, ctrl-x, alt-x or F5")
      return nil
    }
    commandKeys.append((read, entry.line))
    return read
  }

  /// Tells of commands' keys that do something else already, with the keys as the file has them.
  mutating func checkCommandKeys(_ changes: [KeyTable.Change]) {
    let keys = KeyTable.standard(with: changes).table
    for (key, line) in commandKeys {
      guard let obstacle = OwnCommand.obstacle(to: key, in: keys) else { continue }
      insert(line, "the key \(obstacle)", right: "another key")
    }
  }

  mutating func filter(_ node: Node, _ key: ConfigurationFile.Entry) -> String {
    guard let entry = entry(node, key) else { return "" }
    if let mistake = OwnCommand.mistake(inFilter: entry.text) {
      let right = mistake.hasSuffix(".") ? String(mistake.dropLast()) : mistake
      add(entry.line, "the filter cannot be understood", right: right)
    }
    return entry.text
  }

  /// The words of a list as they stand; a line goes through the shell.
  mutating func words(_ node: Node, _ key: ConfigurationFile.Entry) -> [String] {
    guard let list = node.sequence else {
      return entry(node, key).map { ["/bin/sh", "-c", $0.text] } ?? []
    }
    let words = list.compactMap { $0.scalar?.string }
    if words.isEmpty || words.count < list.count {
      add(key.line, "run holds no words", right: "run: [ffprobe, -hide_banner, -]")
      return []
    }
    return words
  }

  private mutating func isTrue(_ node: Node, _ key: ConfigurationFile.Entry) -> Bool {
    guard let entry = entry(node, key) else { return false }
    if !["true", "false"].contains(entry.text) {
      add(entry.line, "safe is “\(entry.text)”", right: "true or false")
    }
    return entry.text == "true"
  }

  private mutating func checkInput(_ node: Node, _ key: ConfigurationFile.Entry) {
    guard let entry = entry(node, key), entry.text != "json" else { return }
    add(entry.line, "input is “\(entry.text)”", right: "json: an object of each job a line")
  }
}
