/// A colour of the screen by its red, green and blue parts.
package struct RGB: Hashable, Sendable {
  /// The parts, 0 to 255.
  package let red, green, blue: UInt8

  /// A colour of three parts.
  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#rrggbb`.
  package init?(hexadecimal text: some StringProtocol) {
    guard text.utf8.count == 7, text.hasPrefix("#"),
      text.dropFirst().allSatisfy(\.isHexDigit), let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(hexadecimal: value)
  }

  /// A colour written as `0xRRGGBB`.
  package init(hexadecimal value: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: value >> 16),
      UInt8(truncatingIfNeeded: value >> 8),
      UInt8(truncatingIfNeeded: value)
    )
  }

  /// The colour as `#rrggbb`.
  package var hexadecimal: String {
    let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// A colour between this one (share 0) and another (share 1).
  func blended(with other: RGB, share: Double) -> RGB {
    func mix(_ own: UInt8, _ other: UInt8) -> UInt8 {
      UInt8(Double(own) + (Double(other) - Double(own)) * min(1, max(0, share)) + 0.5)
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// How far two colours are apart, weighted roughly as eyes see it.
  func distance(to other: RGB) -> Int {
    let red = Int(red) - Int(other.red)
    let green = Int(green) - Int(other.green)
    let blue = Int(blue) - Int(other.blue)
    return 2 * red * red + 4 * green * green + 3 * blue * blue
  }
}
