import Screen

extension Key {
  /// As the keymap, the footer and the help write it.
  var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "ctrl-" + String(character)
    case .alt(let character): "alt-" + String(character)
    case .function(let number): "F" + String(number)
    case .paste, .longPaste: "Paste"
    case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .escape, .tab,
      .backTab, .backspace, .delete, .insert:
      Key.named.first { $0.key == self }?.name ?? ""
    }
  }

  /// Reads what `name` writes, and what hands write for it: `Down`, `PageDown`, `escape`, `Ctrl-X`.
  package init?(name: some StringProtocol) {
    if let only = name.first, name.count == 1, !Key.named.contains(where: { $0.name == name }) {
      self = .character(only)
      return
    }
    let word = name.lowercased()
    if let known = Key.named.first(where: { $0.name.lowercased() == word }) {
      self = known.key
    } else if let known = Key.otherNames[word] {
      self = known
    } else if word.hasPrefix("ctrl-"), let last = word.last, word.count == 6 {
      self = .control(last)
    } else if word.hasPrefix("alt-"), let last = name.last, word.count == 5 {
      self = .alt(last)
    } else if word.hasPrefix("f"), let number = Int(word.dropFirst()), number > 0 {
      self = .function(number)
    } else {
      return nil
    }
  }

  /// All that can be written, for a sentence.
  package static let forms =
    "a character such as n or ?, Up, Down, Left, Right, PgUp, PgDn, Home, End, Enter, Esc, Tab, "
    + "Shift-Tab, Space, Backspace, Del, Ins, F1 to F12, ctrl-x or alt-x"

  private static let otherNames: [String: Key] = [
    "up": .up, "down": .down, "left": .left, "right": .right, "pageup": .pageUp,
    "pagedown": .pageDown, "page-up": .pageUp, "page-down": .pageDown, "return": .enter,
    "escape": .escape, "backtab": .backTab, "delete": .delete, "insert": .insert,
  ]

  private static let named: [(name: String, key: Key)] = [
    ("↑", .up), ("↓", .down), ("←", .left), ("→", .right), ("Home", .home), ("End", .end),
    ("PgUp", .pageUp), ("PgDn", .pageDown), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab),
    ("Shift-Tab", .backTab), ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert),
    ("Space", .character(" ")),
  ]
}
