/// A file of environment variables by the rules of dotenv, as the seeds' servers read it.
///
/// `NAME=value`, one per line; `export` in front and blanks around are passed over, `#` begins a
/// comment. A value may stand in quotes: in single ones it is taken as it is, in double ones `\n`,
/// `\r`, `\t`, `\"` and `\\` are read, and both may go over several lines.
package struct DotEnv: Hashable, Sendable {
  /// The variables by name; of two with one name the last one counts.
  package private(set) var values: [String: String] = [:]
  private var rest: Substring

  /// Reads a file; a line that is no assignment is passed over.
  package init(_ text: String) {
    let text = text.replacing("\r\n", with: "\n")
    rest = text[...]
    while !rest.isEmpty { readLine() }
  }

  private mutating func readLine() {
    skipBlanks()
    if rest.hasPrefix("export ") {
      rest = rest.dropFirst("export ".count)
      skipBlanks()
    }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "-" }
    rest = rest.dropFirst(name.count)
    skipBlanks()
    guard !name.isEmpty, rest.first == "=" else { return skipLine() }
    rest = rest.dropFirst()
    skipBlanks()
    values[String(name)] = value()
    skipLine()
  }

  private mutating func value() -> String {
    guard let quote = rest.first, "\"'`".contains(quote), let quoted = quoted(by: quote) else {
      let line = rest.prefix { $0 != "\n" }
      // A comment needs a blank before it: `http://host/#part` is one value.
      let end = line.firstRange(of: " #")?.lowerBound ?? line.endIndex
      return line.first == "#" ? "" : String(line[..<end].trimmed)
    }
    return quoted
  }

  /// The text up to the closing quote; nothing where there is none, and the quote is a character.
  private mutating func quoted(by quote: Character) -> String? {
    var text = ""
    var remaining = rest.dropFirst()
    while let character = remaining.popFirst() {
      if character == quote {
        rest = remaining
        return text
      }
      guard quote == "\"", character == "\\", let escaped = remaining.popFirst() else {
        text.append(character)
        continue
      }
      text += DotEnv.escapes[escaped] ?? "\\\(escaped)"
    }
    return nil
  }

  private static let escapes: [Character: String] = [
    "n": "\n", "r": "\r", "t": "\t", "\"": "\"", "\\": "\\",
  ]

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == " " || $0 == "\t" }
  }

  private mutating func skipLine() {
    rest = rest.drop { $0 != "\n" }.dropFirst()
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
