/// Numbers in JSON's grammar (RFC 8259 §6), which is narrower than what people write and what C reads.
extension JSON {
  /// A number that somebody wrote: `+5`, `.5`, `5.` and `007` are 5, 0.5, 5 and 7; nothing where it is
  /// none in decimals.
  public init?(number text: String) {
    guard let value = Double(text), value.isFinite else { return nil }
    guard !JSON.isNumber(text) else {
      self = .number(text)
      return
    }
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    let mantissa = parts[0].drop { $0 == "+" || $0 == "-" }
      .split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0].drop { $0 == "0" }
    let fraction = mantissa.dropFirst().first ?? ""
    let plain =
      (text.hasPrefix("-") ? "-" : "") + (whole.isEmpty ? "0" : whole)
      + (fraction.isEmpty ? "" : "." + fraction) + (parts.count > 1 ? "e" + parts[1] : "")
    guard JSON.isNumber(plain) else { return nil }
    self = .number(plain)
  }

  /// Whether these digits are a number in JSON.
  static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.digits()
    guard whole.first.map({ $0 != UInt8(ascii: "0") || whole.count == 1 }) ?? false else {
      return false
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard !rest.digits().isEmpty else { return false }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest.removeFirst()
      }
      guard !rest.digits().isEmpty else { return false }
    }
    return rest.isEmpty
  }
}

extension Substring.UTF8View {
  /// Takes the digits that it begins with.
  fileprivate mutating func digits() -> Self {
    let taken = prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    self = self[taken.endIndex...]
    return taken
  }
}
