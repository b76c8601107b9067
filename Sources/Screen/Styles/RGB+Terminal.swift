extension RGB {
  /// Reads `rgb:11/15/1c` with one to four digits a part, as terminals tell colours (XParseColor).
  init?(terminalAnswer text: some StringProtocol) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let parts = text[text.index(after: colon)...].split(separator: "/").prefix(3).map { part in
      (1...4).contains(part.count) ? UInt32(part, radix: 16).map { ($0, part.count) } : nil
    }
    let bytes = parts.compactMap { part in
      part.map { value, digits in UInt8(value * 255 / (1 << (4 * UInt32(digits)) - 1)) }
    }
    guard bytes.count == 3 else { return nil }
    self.init(bytes[0], bytes[1], bytes[2])
  }

  /// Whether dark letters are read more easily on it than light ones.
  package var isLight: Bool {
    // The luma of ITU-R BT.709.
    2126 * Int(red) + 7152 * Int(green) + 722 * Int(blue) > 10_000 * 255 / 2
  }
}
