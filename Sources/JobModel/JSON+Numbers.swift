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
}
