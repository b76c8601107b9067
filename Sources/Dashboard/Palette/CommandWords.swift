/// The words of a line that commands something.
///
/// A word ends at a blank, but for one between quotation marks, which may stand around a whole word or
/// around a value, as in `title="a b"`; between them `\"` is a mark and `\\` a backslash.
enum CommandWords {
  /// The words as they were typed, marks included.
  static func split(_ line: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var last: Character?
    for character in line {
      if isQuoted {
        if character == "\"", last != "\\" { isQuoted = false }
        last = last == "\\" ? nil : character
      } else if character.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      } else if character == "\"", word.isEmpty || word.last == "=" {
        isQuoted = true
        last = nil
      }
      word.append(character)
    }
    return word.isEmpty ? words : words + [word]
  }

  /// What a word or a value means; nothing where its last mark is missing, or something follows it.
  static func meaning(of text: some StringProtocol) -> String? {
    guard text.first == "\"" else { return String(text) }
    var meaning = ""
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      switch character {
      case "\"": return rest.isEmpty ? meaning : nil
      case "\\": if let next = rest.popFirst() { meaning.append(next) }
      default: meaning.append(character)
      }
    }
    return nil
  }
}

extension [String] {
  /// The words as they are meant; one whose last mark is missing as it was typed.
  var meanings: [String] { map { CommandWords.meaning(of: $0) ?? $0 } }
}
