// Foundation's ISO 8601 style reads one fixed shape; servers write a dozen (with and without a
// fraction, a zone, seconds), and a list of 10,000 jobs holds 40,000 of them.

extension Timestamp {
  /// RFC 3339 in UTC with milliseconds, as in `2026-11-21T04:05:06.789Z`.
  public var rfc3339: String {
    let milliseconds = nanoseconds.flooredQuotient(1_000_000)
    let day = CivilDay(daysSinceEpoch: milliseconds.flooredQuotient(86_400_000))
    let rest = milliseconds - milliseconds.flooredQuotient(86_400_000) * 86_400_000
    let (seconds, fraction) = (rest / 1000, rest % 1000)
    return [
      "\(day.year.padded(4))-\(day.month.padded(2))-\(day.day.padded(2))T",
      "\((seconds / 3600).padded(2)):\((seconds / 60 % 60).padded(2)):\((seconds % 60).padded(2))",
      ".\(fraction.padded(3))Z",
    ].joined()
  }

  /// Reads ISO 8601 as servers write it, as in `2026-11-21T04:05:06.5Z`.
  ///
  /// Seconds and their fraction may be absent; the zone is `Z`, an offset (`+02:00`, `+0200`), or
  /// none, which is read as UTC. A blank may stand for `T`.
  public init?(iso8601 text: String) {
    var reader = DateReader(Array(text.utf8))
    guard let year = reader.digits(4), reader.skip("-"), let month = reader.digits(2),
      reader.skip("-"), let day = reader.digits(2),
      reader.skip("T") || reader.skip("t") || reader.skip(" "),
      let hour = reader.digits(2), reader.skip(":"), let minute = reader.digits(2),
      (1...12).contains(month), (1...31).contains(day), hour <= 24, minute < 60
    else { return nil }
    var second: Int64 = 0
    if reader.skip(":") {
      guard let value = reader.digits(2), value <= 60 else { return nil }
      second = value
    }
    let fraction = reader.fraction()
    guard let offset = reader.zone(), reader.isAtEnd else { return nil }
    let days = CivilDay.daysSinceEpoch(year: year, month: month, day: day)
    let total = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    let (scaled, overflow) = total.multipliedReportingOverflow(by: 1_000_000_000)
    let (nanoseconds, isBeyond) = scaled.addingReportingOverflow(fraction)
    guard !overflow, !isBeyond else { return nil }
    self.init(nanoseconds: nanoseconds)
  }
}

/// A day of the Gregorian calendar, by the arithmetic of eras of 400 years that start in March.
private struct CivilDay {
  let year, month, day: Int64

  init(daysSinceEpoch: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = shifted.flooredQuotient(146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredQuotient(400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

private struct DateReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func digits(_ count: Int) -> Int64? {
    guard position + count <= bytes.count else { return nil }
    var value: Int64 = 0
    for byte in bytes[position..<position + count] {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int64(byte - 48)
    }
    position += count
    return value
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Nanoseconds of `.123456789`; further digits are dropped.
  mutating func fraction() -> Int64 {
    guard skip(".") || skip(",") else { return 0 }
    var value: Int64 = 0
    var weight: Int64 = 100_000_000
    while let digit = digits(1) {
      value += digit * weight
      weight /= 10
    }
    return value
  }

  /// Seconds east of UTC; nothing when what stands there is not a zone.
  mutating func zone() -> Int64? {
    if isAtEnd || skip("Z") || skip("z") { return 0 }
    let sign: Int64
    if skip("+") {
      sign = 1
    } else if skip("-") {
      sign = -1
    } else {
      return nil
    }
    guard let hours = digits(2) else { return nil }
    _ = skip(":")
    return sign * (hours * 3600 + (digits(2) ?? 0) * 60)
  }
}

extension Int64 {
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  fileprivate func padded(_ width: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
  }
}
