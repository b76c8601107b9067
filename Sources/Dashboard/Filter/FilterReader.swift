import Foundation

/// Reads the grammar of filters, character by character.
///
/// What ends too early is still being typed: it asks for nothing yet, and is no mistake.
///
///     list      = sequence ("or" sequence)*
///     sequence  = term ("and"? term)*
///     term      = "!" term | "(" list ")" | field | "quoted" | /expression/ | word
///     field     = name comparison value
struct FilterReader {
  let characters: [Character]
  private(set) var position = 0
  /// Whether only words were read: then more letters can only mean fewer jobs.
  private(set) var isPlain = true
  /// The expressions that were read.
  private(set) var expressions: [Expression] = []
  /// Whether it ended too early.
  var isUnfinished = false

  init(_ text: String) {
    characters = Array(text)
  }

  /// The whole filter; nothing where there is no condition.
  mutating func filter() throws(FilterMistake) -> FilterCondition? {
    skipBlanks()
    let condition = try list()
    guard isAtEnd else {
      throw FilterMistake(place: position..<position + 1, sentence: "There is no ( before this.")
    }
    return condition
  }

  private mutating func list() throws(FilterMistake) -> FilterCondition? {
    var alternatives = [try sequence()]
    while takeOr() {
      skipBlanks()
      if isAtEnd { isUnfinished = true }
      alternatives.append(try sequence())
    }
    let known = alternatives.compactMap(\.self)
    return known.count < 2 ? known.first : .any(known)
  }

  private mutating func sequence() throws(FilterMistake) -> FilterCondition? {
    var terms: [FilterCondition] = []
    skipBlanks()
    let start = position
    while !isAtEnd, characters[position] != ")", !isAtOr {
      if !terms.isEmpty, takeAnd() { continue }
      if let term = try term() { terms.append(term) }
      skipBlanks()
    }
    guard isAtEnd || position > start else {
      throw mistake(at: position, "Something must stand here.")
    }
    return terms.count < 2 ? terms.first : .all(terms)
  }

  private mutating func term() throws(FilterMistake) -> FilterCondition? {
    switch characters[position] {
    case "!":
      isPlain = false
      position += 1
      guard !isAtEnd else { return unfinished() }
      guard !isAtEndOfWord else {
        throw mistake(at: position, "What must not match stands right behind the !.")
      }
      return try term().map { .not($0) }
    case "(":
      return try group()
    case "\"":
      return try quoted().map { .anywhere(.part(FoldedText($0))) }
    case "/":
      return try expression().map { .anywhere($0) }
    default:
      return try fieldOrWord()
    }
  }

  private mutating func group() throws(FilterMistake) -> FilterCondition? {
    isPlain = false
    position += 1
    let condition = try list()
    if isAtEnd { isUnfinished = true } else { position += 1 }
    return condition
  }

  private mutating func fieldOrWord() throws(FilterMistake) -> FilterCondition? {
    let start = position
    let name = characters[position...].prefix { $0.isLetter }
    if !name.isEmpty, let comparison = comparison(at: start + name.count) {
      isPlain = false
      position = start + name.count + comparison.rawValue.count
      return try field(String(name), start..<start + name.count, comparison)
    }
    let word = bareWord(endingAtComma: false)
    if word.contains(where: { TextPattern.wildcards.contains($0) }) { isPlain = false }
    return .anywhere(TextPattern(word))
  }

  private func comparison(at place: Int) -> FilterCondition.Comparison? {
    FilterCondition.Comparison.allCases.first { comparison in
      characters[place...].starts(with: comparison.rawValue)
    }
  }
}

// Characters.
extension FilterReader {
  /// Nothing is asked for yet.
  mutating func unfinished() -> FilterCondition? {
    isUnfinished = true
    return nil
  }

  var isAtEnd: Bool { position == characters.count }

  var isAtEndOfWord: Bool {
    isAtEnd || characters[position] == " " || characters[position] == ")"
  }

  mutating func skipBlanks() {
    while !isAtEnd, characters[position] == " " { position += 1 }
  }

  mutating func take(_ character: Character) -> Bool {
    guard !isAtEnd, characters[position] == character else { return false }
    position += 1
    return true
  }

  /// Up to a blank or a closing bracket.
  mutating func bareWord(endingAtComma: Bool) -> String {
    let start = position
    while !isAtEndOfWord, !(endingAtComma && characters[position] == ",") { position += 1 }
    return String(characters[start..<position])
  }

  /// What stands between two quotation marks.
  mutating func quoted() throws(FilterMistake) -> String? {
    position += 1
    let start = position
    while !isAtEnd, characters[position] != "\"" { position += 1 }
    let text = String(characters[start..<position])
    guard take("\"") else {
      isUnfinished = true
      return text.isEmpty ? nil : text
    }
    guard !text.isEmpty else {
      throw FilterMistake(
        place: start - 1..<position,
        sentence: "Text stands between the quotes."
      )
    }
    return text
  }

  /// What stands between two slashes, of which `\/` is none.
  mutating func expression() throws(FilterMistake) -> TextPattern? {
    isPlain = false
    let start = position
    position += 1
    while !isAtEnd, characters[position] != "/" {
      position = min(characters.count, position + (characters[position] == "\\" ? 2 : 1))
    }
    let text = String(characters[(start + 1)..<position])
    let isWhole = take("/")
    if !isWhole { isUnfinished = true }
    guard !text.isEmpty || !isWhole else {
      throw FilterMistake(
        place: start..<position,
        sentence: "A regular expression stands between slashes."
      )
    }
    do {
      let expression = try Expression(text)
      expressions.append(expression)
      return .expression(expression)
    } catch {
      guard isWhole else { return nil }
      throw FilterMistake(
        place: start..<position,
        sentence: "This is no regular expression; put text between \" instead."
      )
    }
  }

  func mistake(at place: Int, _ sentence: String) -> FilterMistake {
    FilterMistake(place: place..<min(place + 1, characters.count), sentence: sentence)
  }

  private var isAtOr: Bool {
    guard characters[position...].starts(with: "or") else { return false }
    let after = position + 2
    return after == characters.count || characters[after] == " " || characters[after] == "("
  }

  /// What follows each other must all hold: who says so means the same.
  private mutating func takeAnd() -> Bool {
    guard characters[position...].starts(with: "and") else { return false }
    let after = position + 3
    guard after < characters.count, characters[after] == " " else { return false }
    isPlain = false
    position = after
    skipBlanks()
    return true
  }

  private mutating func takeOr() -> Bool {
    guard !isAtEnd, isAtOr else { return false }
    isPlain = false
    position += 2
    return true
  }
}
