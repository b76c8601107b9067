/// What we call one run of a job, from the moment it is asked for: 128 random bits.
///
/// A create sends it as idempotency key, the store keeps it as primary key, and the cursor, marks
/// and pending actions of the screen bind to it.
public struct RunID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The upper 64 bits.
  public let high: UInt64
  /// The lower 64 bits.
  public let low: UInt64

  /// Puts an identifier together from its halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Draws a new identifier in the form of a version 4 UUID (RFC 9562).
  public init(using generator: inout some RandomNumberGenerator) {
    high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
  }

  /// Reads the text form; nothing for anything but 32 hexadecimal digits and hyphens.
  public init?(_ text: some StringProtocol) {
    let digits = String(text.filter { $0 != "-" })
    guard digits.count == 32, let high = UInt64(digits.prefix(16), radix: 16),
      let low = UInt64(digits.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  /// The text form of a UUID, in lower case.
  public var description: String {
    let digits = [high, low].map { value in
      let text = String(value, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    let (first, second) = (digits[0], digits[1])
    return [
      first.prefix(8), first.dropFirst(8).prefix(4), first.suffix(4), second.prefix(4),
      second.suffix(12),
    ].joined(separator: "-")
  }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = RunID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no UUID: \(text)")
    }
    self = value
  }

  /// An order of no meaning, the same in every process: what is done for many runs is done in it.
  public static func < (left: RunID, right: RunID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
