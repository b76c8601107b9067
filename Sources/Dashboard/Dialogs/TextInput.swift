import Screen

/// A line of text being typed.
struct TextInput: Hashable, Sendable {
  private(set) var characters: [Character]
  /// Where the next character goes, in characters from the start.
  private(set) var position: Int
  /// A paste of several lines stays so; else they become one.
  private let keepsLines: Bool

  /// What a paste or a key held down may grow to.
  static let limit = 4096

  init(_ text: String = "", keepsLines: Bool = false) {
    self.keepsLines = keepsLines
    characters = Array(text)
    position = characters.count
  }

  var text: String { String(characters) }

  var textBeforeCursor: String { String(characters[..<position]) }

  /// Takes a key; false where it means nothing here.
  @discardableResult
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): paste(text)
    case .longPaste: break
    case .backspace, .control("h"): remove(max(0, position - 1)..<position)
    case .delete, .control("d"): remove(position..<min(position + 1, characters.count))
    case .control("u"): remove(0..<position)
    case .control("k"): remove(position..<characters.count)
    case .control("w"): remove(startOfWord..<position)
    case .left, .control("b"): position = max(0, position - 1)
    case .right, .control("f"): position = min(characters.count, position + 1)
    case .home, .control("a"): position = 0
    case .end, .control("e"): position = characters.count
    case .control, .alt, .up, .down, .pageUp, .pageDown, .enter, .escape, .tab, .backTab, .insert,
      .function:
      return false
    }
    return true
  }

  /// Puts the cursor before a character, or behind the last.
  mutating func go(to place: Int) {
    position = max(0, min(place, characters.count))
  }

  /// Puts other text in the place of some characters, and the cursor behind it.
  mutating func replace(_ range: Range<Int>, with text: String) {
    remove(range)
    insert(Array(text))
  }

  /// Why pasted text is not taken; nothing where it is, or the key is none.
  func refusal(of key: Key, by taker: String) -> String? {
    let size: String
    switch key {
    case .longPaste(let bytes): size = ShortText.bytes(bytes)
    case .paste(let text) where characters.count + text.count > TextInput.limit:
      size = "\(ShortText.total(text.count)) characters"
    default: return nil
    }
    let most = "\(taker) takes \(ShortText.total(TextInput.limit)) characters"
    let used = characters.isEmpty ? "" : " and has \(ShortText.total(characters.count))"
    return "The pasted text has \(size); \(most)\(used)."
  }

  /// All of it, or nothing: half of a text is another text.
  private mutating func paste(_ text: String) {
    guard characters.count + text.count <= TextInput.limit else { return }
    insert(text.map { keepsLines ? $0 : $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  private mutating func insert(_ new: [Character]) {
    let fitting = new.prefix(max(0, TextInput.limit - characters.count))
    characters.insert(contentsOf: fitting, at: position)
    position += fitting.count
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    position = range.lowerBound
  }

  private var startOfWord: Int {
    var start = position
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }
}
