extension JSON {
  /// What is wrong with a text that is not JSON, and where.
  public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What stands there and should not, as a clause.
    public let problem: String
    /// The offset of the byte at fault, from 0.
    public let offset: Int

    /// Names a problem and its place.
    public init(problem: String, offset: Int) {
      self.problem = problem
      self.offset = offset
    }

    /// One clause: the problem and its place.
    public var description: String { "not JSON: \(problem) at byte \(offset)" }
  }

  /// Deeper nesting than any job server sends; it bounds the stack (RFC 8259 §9 allows a limit).
  static let maximumDepth = 200

  /// Reads JSON text (RFC 8259) in UTF-8; a byte order mark in front is passed over.
  ///
  /// Bytes that are not UTF-8 become U+FFFD, and so does an escape that is half of a surrogate pair: it
  /// stands for no character (RFC 8259 §8.2 leaves it open what to do), and servers write it for a file
  /// name that is not UTF-8. Nothing else in the text is lost by it.
  /// - Throws: `SyntaxError` for anything else that is not JSON, and beyond 200 levels of nesting.
  public init(parsing bytes: [UInt8]) throws(SyntaxError) {
    var reader = JSONReader(bytes)
    self = try reader.document()
  }

  /// Reads JSON text.
  /// - Throws: `SyntaxError`, as `init(parsing:)` of bytes does.
  public init(parsing text: String) throws(SyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }
}

extension JSON {
  /// Whether this text is a number in JSON, and nothing besides.
  static func isNumber(_ text: String) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    // As nearly all are that are written.
    if let first = text.utf8.first, first != digits.lowerBound,
      text.utf8.allSatisfy({ digits.contains($0) })
    {
      return true
    }
    var reader = JSONReader(Array(text.utf8))
    return (try? reader.number()) == text
  }
}

private struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() throws(JSON.SyntaxError) -> JSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let value = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw error("more text after the value") }
    return value
  }

  private func error(_ problem: String) -> JSON.SyntaxError {
    JSON.SyntaxError(problem: problem, offset: position)
  }

  private mutating func value(depth: Int) throws(JSON.SyntaxError) -> JSON {
    guard depth < JSON.maximumDepth else { throw error("too many levels of nesting") }
    skipBlanks()
    guard position < bytes.count else { throw error("the text ends early") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw error("a character that begins no value")
    }
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func word(_ text: StaticString, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count,
      text.withUTF8Buffer({ $0.elementsEqual(bytes[position..<position + count]) })
    else { throw error("a word that is not JSON") }
    position += count
    return value
  }

  private mutating func array(depth: Int) throws(JSON.SyntaxError) -> JSON {
    position += 1
    var elements: [JSON] = []
    skipBlanks()
    if skip("]") { return .array([]) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if skip("]") { return .array(elements) }
      guard skip(",") else { throw error("no comma between elements") }
    }
  }

  private mutating func object(depth: Int) throws(JSON.SyntaxError) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    skipBlanks()
    if skip("}") { return .object([]) }
    while true {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw error("no name of a member")
      }
      let name = try string()
      skipBlanks()
      guard skip(":") else { throw error("no colon after a member's name") }
      members.append(JSON.Member(name, try value(depth: depth + 1)))
      skipBlanks()
      if skip("}") { return .object(members) }
      guard skip(",") else { throw error("no comma between members") }
    }
  }

  mutating func number() throws(JSON.SyntaxError) -> String {
    let start = position
    _ = skip("-")
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSON.SyntaxError) {
    let start = position
    while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 { position += 1 }
    guard position > start else { throw error("a number without digits") }
  }

  private mutating func string() throws(JSON.SyntaxError) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        defer { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw error("a control character inside a string")
      default: position += 1
      }
    }
    throw error("a string without an end")
  }

  /// The slow way, for strings with escapes.
  private mutating func escapedString(from start: Int) throws(JSON.SyntaxError) -> String {
    var text = String(decoding: bytes[start..<position], as: UTF8.self)
    var run = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text += String(decoding: bytes[run..<position], as: UTF8.self)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text += String(decoding: bytes[run..<position], as: UTF8.self)
        position += 1
        text.unicodeScalars.append(try escape())
        run = position
      case 0..<0x20: throw error("a control character inside a string")
      default: position += 1
      }
    }
    throw error("a string without an end")
  }

  private mutating func escape() throws(JSON.SyntaxError) -> Unicode.Scalar {
    guard position < bytes.count else { throw error("a string without an end") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw error("an unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(JSON.SyntaxError) -> Unicode.Scalar {
    let unit = try hexUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let mark = position
    if (0xD800..<0xDC00).contains(unit), skip("\\"), skip("u") {
      let low = try hexUnit()
      if (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
    }
    // What follows it stands for itself.
    position = mark
    return "\u{FFFD}"
  }

  private mutating func hexUnit() throws(JSON.SyntaxError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error("an escape that ends early") }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 128 else {
        throw error("an escape without four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}
