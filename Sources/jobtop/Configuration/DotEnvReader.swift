/// Reads the text of a `.env` file from its beginning to its end.
struct DotEnvReader {
  private(set) var entries: [String: DotEnv.Entry] = [:]
  private(set) var mistakes: [ConfigurationFailure.Mistake] = []
  private let file: String
  private var rest: Substring.UnicodeScalarView
  private var line = 1

  init(_ text: String, file: String) {
    self.file = file
    let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? text.dropFirst() : text[...]
    rest = unmarked.replacing("\r\n", with: "\n")[...].unicodeScalars
  }

  mutating func readAll() {
    while !rest.isEmpty {
      skipBlanks()
      if let first = rest.first, first != "\n", first != "#" { readEntry() }
      skipLine()
    }
  }

  private mutating func readEntry() {
    let start = line
    var name = readName()
    if name == "export", let next = rest.first, next == " " || next == "\t" {
      skipBlanks()
      name = readName()
    }
    skipBlanks()
    guard !name.isEmpty, rest.first == "=" else {
      let given = name.isEmpty ? "no name stands at the start" : "no = stands after \(name)"
      return add(given, right: "NAME=value", line: start)
    }
    rest.removeFirst()
    skipBlanks()
    guard let value = readValue(of: name, line: start) else { return }
    entries[name] = DotEnv.Entry(value: value, line: start)
  }

  private mutating func readName() -> String {
    let name = rest.prefix { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789_.-".unicodeScalars.contains(scalar))
    }
    rest.removeFirst(name.count)
    return name.first.map { "0123456789.-".unicodeScalars.contains($0) } ?? true ? "" : String(name)
  }

  private mutating func readValue(of name: String, line start: Int) -> String? {
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return readPlain() }
    rest.removeFirst()
    guard let value = readQuoted(by: quote) else {
      add(
        "the value of \(name) has no closing \(quote)",
        right: "\(quote)value\(quote)",
        line: start
      )
      return nil
    }
    skipBlanks()
    guard let next = rest.first, next != "\n", next != "#" else { return value }
    add("more text stands after the value of \(name)", right: "a # before a comment", line: line)
    return nil
  }

  /// What stands up to the end of the line, or up to a comment.
  private mutating func readPlain() -> String {
    var value = String.UnicodeScalarView()
    var isAfterBlank = false
    while let scalar = rest.first, scalar != "\n", scalar != "#" || !isAfterBlank {
      value.append(scalar)
      isAfterBlank = scalar.isBlank
      rest.removeFirst()
    }
    while let last = value.last, last.isBlank { value.removeLast() }
    return String(value)
  }

  private mutating func readQuoted(by quote: Unicode.Scalar) -> String? {
    var value = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == quote { return String(value) }
      if scalar == "\n" { line += 1 }
      if scalar == "\\", let next = rest.first, let meant = unescaped(next, in: quote) {
        rest.removeFirst()
        value.append(meant)
      } else {
        value.append(scalar)
      }
    }
    return nil
  }

  /// What an escape means; nothing where the backslash stands for itself.
  private func unescaped(_ scalar: Unicode.Scalar, in quote: Unicode.Scalar) -> Unicode.Scalar? {
    switch (quote, scalar) {
    case (_, "\\"), (_, quote): scalar
    case ("\"", "n"): "\n"
    case ("\"", "r"): "\r"
    case ("\"", "t"): "\t"
    case ("\"", "$"): "$"
    default: nil
    }
  }

  private mutating func skipBlanks() {
    while let scalar = rest.first, scalar.isBlank { rest.removeFirst() }
  }

  private mutating func skipLine() {
    while let scalar = rest.popFirst(), scalar != "\n" {}
    line += 1
  }

  private mutating func add(_ problem: String, right: String, line: Int) {
    mistakes.append(.init(.line(file: file, line), problem, right: right))
  }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool { self == " " || self == "\t" || self == "\r" }
}
