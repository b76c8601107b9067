import JobModel

/// Between a fact's value and the way a form spells it.
enum FactValue {
  /// Reads an instant: ISO 8601, or seconds of the epoch (`ms`: milliseconds) as a number or its text.
  ///
  /// Without a form a number of more than eleven digits is taken for milliseconds: no job server is
  /// older than 1973 or runs in the year 5138. Zero or less is no instant.
  static func instant(_ value: JSON, form: FactForm?) -> Timestamp? {
    if let text = value.string, let instant = Timestamp(iso8601: text) ?? HTTPDate.instant(text) {
      return instant > .epoch ? instant : nil
    }
    return value.double.flatMap { number in
      let isMilliseconds = form == .ms || (form == nil && number >= 1e11)
      let seconds = isMilliseconds ? number / 1000 : number
      return seconds > 0 ? Timestamp(seconds: seconds) : nil
    }
  }

  /// Reads a length of time: seconds, or milliseconds where the form says so; never negative.
  static func length(_ value: JSON, form: FactForm?) -> Duration? {
    guard let number = value.double, number >= 0 else { return nil }
    let seconds = form == .ms ? number / 1000 : number
    return seconds < 9e9 ? .nanoseconds(Int64((seconds * 1e9).rounded())) : nil
  }

  /// Reads a share from 0 to 1, or from 0 to 100 where the form says so; what lies outside is cut.
  static func share(_ value: JSON, form: FactForm?) -> Double? {
    guard let number = value.double else { return nil }
    return min(1, max(0, form == .percent ? number / 100 : number))
  }

  /// Whether a value would be an id if it were shorter.
  static func isTooLongForID(_ value: JSON) -> Bool {
    (value.text?.utf8.count ?? 0) > JobID.longest
  }

  /// Reads an id: text, or a whole number in decimals (`7`, `7.0`, `7e0` are one job).
  static func id(_ value: JSON) -> String? {
    guard !isTooLongForID(value) else { return nil }
    return switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let digits):
      digits.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
        ? digits : value.integer.map { String($0) } ?? digits
    case .null, .boolean, .array, .object: nil
    }
  }

  /// Reads why something failed: text, or what an object of an error says.
  static func reason(_ value: JSON) -> String? {
    if let text = value.text { return text.isEmpty ? nil : text }
    for name in ["message", "detail", "error", "msg"] {
      if let text = value[name]?.string, !text.isEmpty { return text }
    }
    switch value {
    case .array(let elements): return elements.first.flatMap(reason)
    case .object(let members): return members.isEmpty ? nil : value.description
    case .null, .boolean, .number, .string: return nil
    }
  }

  /// Writes an instant: ISO 8601 in UTC, with or without its zone, or units of the epoch.
  static func written(_ instant: Timestamp, form: FactForm?) -> JSON {
    switch form {
    case .s: .number(String(instant.nanoseconds / 1_000_000_000))
    case .ms: .number(String(instant.nanoseconds / 1_000_000))
    case .float: .number(String(Double(instant.nanoseconds / 1_000_000) / 1000))
    case .local: .string(String(instant.rfc3339.dropLast()))
    case .number, .boolean, .percent, .url, nil: .string(instant.rfc3339)
    }
  }

  /// Writes a length of time in whole units, rounded up: one who waits so long has waited enough.
  static func written(_ length: Duration, form: FactForm?) -> JSON {
    let nanoseconds = max(0, length.wholeNanoseconds)
    let unit: Int64 = form == .ms ? 1_000_000 : 1_000_000_000
    return .number(String(nanoseconds / unit + (nanoseconds % unit > 0 ? 1 : 0)))
  }

  /// Writes a share, as a percentage of at most two decimals where the form says so.
  static func written(_ share: Double, form: FactForm?) -> JSON {
    form == .percent ? JSON((share * 10_000).rounded() / 100) : JSON(share)
  }
}
