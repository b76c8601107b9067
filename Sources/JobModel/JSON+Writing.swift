extension JSON: CustomStringConvertible {
  /// Compact JSON text, members in their order.
  public var description: String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Compact JSON text in UTF-8, members in their order.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .number(let digits):
      // Whoever made it of something else gets a text: what is written can be read again.
      if JSON.isNumber(digits) { output += digits.utf8 } else { JSON.write(digits, to: &output) }
    case .string(let text): JSON.write(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSON.write(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    // Only characters with these leading bytes can be hidden controls.
    if text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 }) {
      for scalar in text.unicodeScalars { writeSlowly(scalar, to: &output) }
    } else {
      writeBytes(of: text.utf8, to: &output)
    }
    output.append(UInt8(ascii: "\""))
  }

  /// What a terminal takes for a command, or what turns the order of text around, is escaped: JSON
  /// is looked at as well as parsed.
  private static func writeSlowly(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar.value {
    case 0x80...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
      output += #"\u"#.utf8
      for shift in [12, 8, 4, 0] { output.append(hexDigit(UInt8(scalar.value >> shift & 15))) }
    default:
      writeBytes(of: scalar.utf8, to: &output)
    }
  }

  private static func writeBytes(of bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): output += #"\""#.utf8
      case UInt8(ascii: "\\"): output += #"\\"#.utf8
      case 0x0A: output += #"\n"#.utf8
      case 0x0D: output += #"\r"#.utf8
      case 0x09: output += #"\t"#.utf8
      case 0..<0x20, 0x7F:
        output += #"\u00"#.utf8
        output += [hexDigit(byte >> 4), hexDigit(byte & 15)]
      default: output.append(byte)
      }
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
