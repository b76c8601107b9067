/// The text of an error without what differs from job to job: numbers, ids, durations, quotations.
///
///     timeout after 12.5s connecting to db-3 ("users")  ►  timeout after # connecting to db-# ("…")
enum FailureText {
  /// Longer texts are compared by their beginning.
  private static let longest = 300

  static func folded(_ text: String) -> String {
    var result = ""
    var rest = text.prefix(longest)[...]
    while let character = rest.first {
      if let end = endOfQuotation(rest, after: result.last) {
        result += "\"…\""
        rest = rest[end...]
      } else if isUUID(rest.prefix(36)) {
        append("#", to: &result)
        rest = rest.dropFirst(36)
      } else if character.isPlain {
        let word = rest.prefix { $0.isPlain }
        append(folded(word: word), to: &result)
        rest = rest.dropFirst(word.count)
      } else {
        append(character.isWhitespace ? " " : String(character), to: &result)
        rest = rest.dropFirst()
      }
    }
    return result.trimmed
  }

  /// Where a quotation ends, if one begins here: an apostrophe within a word begins none.
  private static func endOfQuotation(_ rest: Substring, after last: Character?) -> String.Index? {
    let closing: Character
    switch rest.first {
    case "\"": closing = "\""
    case "“": closing = "”"
    case "`": closing = "`"
    case "'" where !(last?.isPlain ?? false) && last != "#": closing = "'"
    default: return nil
    }
    return rest.dropFirst().firstIndex(of: closing).map { rest.index(after: $0) }
  }

  /// As in `6f1f3c1e-0d5b-4c39-9f55-0a1b2c3d4e5f`.
  private static func isUUID(_ text: Substring) -> Bool {
    guard text.first?.isHexDigit == true, text.utf8.count == 36 else { return false }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
  }

  private static func folded(word: Substring) -> String {
    guard word.contains(where: \.isDigit) else { return String(word) }
    if isID(word) || isDuration(word) { return "#" }
    var result = ""
    for character in word {
      guard character.isDigit else {
        result.append(character)
        continue
      }
      if result.last != "#" { result.append("#") }
    }
    return result
  }

  /// Hexadecimal digits, six or more of them.
  private static func isID(_ word: Substring) -> Bool {
    let digits = word.hasPrefix("0x") ? word.dropFirst(2) : word
    return digits.count >= 6 && digits.allSatisfy(\.isHexDigit)
  }

  /// As in `12s`, `850ms`, `1h05m`.
  private static func isDuration(_ word: Substring) -> Bool {
    let units = word.split(whereSeparator: \.isDigit)
    guard word.first?.isDigit == true, let last = word.last, !units.isEmpty else { return false }
    let known: Set<Substring> = ["ns", "us", "ms", "s", "sec", "m", "min", "h", "d"]
    return units.allSatisfy(known.contains) && !last.isDigit
  }

  /// What stands between two folded pieces of one number or id is part of it: `#.#`, `#-#`, `#:#`.
  private static func append(_ piece: String, to result: inout String) {
    if piece == " ", result.last == " " || result.isEmpty { return }
    if piece == "#", let joint = result.last, "-.:,".contains(joint), result.dropLast().last == "#"
    {
      result.removeLast()
      return
    }
    result += piece
  }
}

extension Character {
  /// A letter or a digit that may be part of an id.
  fileprivate var isPlain: Bool { isLetter || isNumber || self == "_" }

  fileprivate var isDigit: Bool { isASCII && isNumber }
}
