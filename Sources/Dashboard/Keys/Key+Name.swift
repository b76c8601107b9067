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
    case .paste: "Paste"
    case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .escape, .tab,
      .backTab, .backspace, .delete, .insert:
      Key.named.first { $0.key == self }?.name ?? ""
    }
  }

  /// Reads what `name` writes.
  package init?(name: some StringProtocol) {
    if let known = Key.named.first(where: { $0.name == name }) {
      self = known.key
    } else if let only = name.first, name.count == 1 {
      self = .character(only)
    } else if name.hasPrefix("ctrl-"), let last = name.last, name.count == 6 {
      self = .control(last)
    } else if name.hasPrefix("alt-"), let last = name.last, name.count == 5 {
      self = .alt(last)
    } else if name.hasPrefix("F"), let number = Int(name.dropFirst()) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let named: [(name: String, key: Key)] = [
    ("↑", .up), ("↓", .down), ("←", .left), ("→", .right), ("Home", .home), ("End", .end),
    ("PgUp", .pageUp), ("PgDn", .pageDown), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab),
    ("Shift-Tab", .backTab), ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert),
    ("Space", .character(" ")),
  ]
}
