import JobProfile
import Screen
import Yams

extension Theme {
  /// Reads a theme file; how one is written stands in `Assets/Themes/dark.theme.yaml`.
  ///
  /// - Throws: All mistakes at once, each with file and line.
  init(yaml text: String, file: String) throws(ThemeFileError) {
    var reader = ThemeReader(file: file)
    self = reader.theme(in: text)
    guard reader.mistakes.isEmpty else { throw ThemeFileError(mistakes: reader.mistakes) }
  }
}

/// What is wrong with a theme file.
struct ThemeFileError: Error, Equatable, CustomStringConvertible {
  /// One sentence each, in the order of the file.
  let mistakes: [String]

  var description: String { mistakes.joined(separator: "\n") }
}

/// Walks the nodes of a theme file, which know their lines.
private struct ThemeReader {
  private static let keys = ["name", "picture", "dimming", "colours", "selection", "roles"]

  let file: String
  private(set) var mistakes: [String] = []
  private var colours: [String: Colour] = [:]

  init(file: String) {
    self.file = file
  }

  mutating func theme(in text: String) -> Theme {
    let black = RGB(hexadecimal: 0)
    var theme = Theme(name: "", canvas: Canvas(foreground: black, background: black))
    guard let root = root(of: text) else { return theme }
    for key in root.keys where !Self.keys.contains(key.string ?? "") {
      mistake(key, "“\(key.word)” means nothing here: write \(Self.keys.joined(separator: ", "))")
    }
    theme.name = root["name"]?.string ?? theme.name
    if theme.name.isEmpty { mistake(root["name"], "the theme needs a name, as in name: dark") }
    theme.canvas = canvas(in: root["picture"])
    theme.dimming = dimming(in: root["dimming"]) ?? theme.dimming
    readColours(in: root["colours"])
    if let node = root["selection"], let look = appearance(node) { theme.selection = look }
    readRoles(in: root["roles"], into: &theme)
    return theme
  }

  private mutating func root(of text: String) -> Node.Mapping? {
    do {
      let root = try Node.tree(of: text)
      if let mapping = root?.mapping { return mapping }
      mistake(root, "a theme is made of lines like name: dark")
    } catch let error as YamlError {
      mistakes.append("\(file)\(error.sentence)")
    } catch {
      mistakes.append("\(file): \(error)")
    }
    return nil
  }

  private mutating func canvas(in node: Node?) -> Canvas {
    func colour(_ key: String) -> RGB? { node?[key]?.string.flatMap { RGB(hexadecimal: $0) } }
    guard let text = colour("text"), let background = colour("background") else {
      mistake(node, "picture needs two colours: {text: \"#c9d1dc\", background: \"#11151c\"}")
      return Canvas(foreground: RGB(hexadecimal: 0), background: RGB(hexadecimal: 0))
    }
    return Canvas(foreground: text, background: background)
  }

  private mutating func dimming(in node: Node?) -> Double? {
    guard let node else { return nil }
    if let share = node.string.flatMap({ Double($0) }), (0...1).contains(share) { return share }
    mistake(node, "dimming cannot be “\(node.word)”: write a number from 0 to 1")
    return nil
  }

  private mutating func readColours(in node: Node?) {
    for (key, value) in pairs(in: node, "colours") {
      guard let name = key.string, let text = value.string else {
        mistake(value, "a colour is written as in sky: \"#6cb6ff bright-blue\"")
        continue
      }
      do throws(ThemeMistake) {
        colours[name] = try Colour(definition: text)
      } catch {
        // One mistake is enough: the name is known, so that its uses are not mistakes too.
        colours[name] = .standard
        mistake(value, "\(error)")
      }
    }
  }

  /// Roles that are not named look like plain.
  private mutating func readRoles(in node: Node?, into theme: inout Theme) {
    var looks: [Role: Appearance] = [:]
    for (key, value) in pairs(in: node, "roles") {
      if let role = Role.allCases.first(where: { "\($0)" == key.string }) {
        looks[role] = appearance(value)
      } else {
        let roles = Role.allCases.map { "\($0)" }.joined(separator: ", ")
        mistake(key, "no role is called “\(key.word)”: there are \(roles)")
      }
    }
    for role in Role.allCases { theme[role] = looks[role] ?? looks[.plain] ?? Appearance() }
  }

  private mutating func appearance(_ node: Node) -> Appearance? {
    guard let words = node.string else {
      mistake(node, "a role is written as in failure: red bold")
      return nil
    }
    do throws(ThemeMistake) {
      return try Appearance(words: words, colours: colours)
    } catch {
      mistake(node, "\(error)")
      return nil
    }
  }

  private mutating func pairs(in node: Node?, _ name: String) -> [(key: Node, value: Node)] {
    guard let node else { return [] }
    guard let mapping = node.mapping else {
      mistake(node, "\(name) is made of lines like NAME: VALUE")
      return []
    }
    return mapping.map { ($0.key, $0.value) }
  }

  private mutating func mistake(_ node: Node?, _ sentence: String) {
    mistakes.append("\(file):\(node?.mark?.line ?? 1): \(sentence)")
  }
}

extension YamlError {
  /// Line and problem, to follow a file's name.
  fileprivate var sentence: String {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ":\(mark.line): \(problem)"
    case .duplicatedKeysInMapping(let keys, let context):
      ":\(context.mark.line): written twice: \(keys.joined(separator: ", "))"
    case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      ": \(self)"
    }
  }
}

extension Node {
  /// The text as written, for sentences about it.
  fileprivate var word: String { string ?? "…" }
}
