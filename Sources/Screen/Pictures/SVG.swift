// Written by hand: an XML library would be the only one that this target needs.

/// The few elements of SVG that a terminal's picture is made of.
enum SVG {
  /// An element; attributes without a value are left out.
  static func element(
    _ name: String,
    _ attributes: [(String, String?)],
    content: String? = nil
  ) -> String {
    let attributes = attributes.compactMap { name, value in
      value.map { " \(name)=\"\(escaped($0))\"" }
    }
    return "<\(name)\(attributes.joined())" + (content.map { ">\($0)</\(name)>" } ?? "/>")
  }

  /// Text that cannot be taken for markup.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x3F }) else { return text }
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// A length with at most two digits after the point.
  static func number(_ value: Double) -> String {
    let hundredths = Int(value * 100 + (value < 0 ? -0.5 : 0.5))
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole)."
      + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
  }
}
