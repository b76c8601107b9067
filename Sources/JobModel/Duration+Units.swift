extension Duration {
  /// Whole nanoseconds; a longer time than 292 years stops there.
  package var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return seconds < 0 ? .min : .max }
    let (sum, carried) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    return carried ? (seconds < 0 ? .min : .max) : sum
  }

  /// Seconds as a number.
  package var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// The same as users write it, to the next millisecond: `30s`, `1500ms`.
  package var written: String {
    let milliseconds = wholeNanoseconds / 1_000_000
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
  }

  /// Reads a length of time as users and profiles write it: `30` and `30s` (seconds), `500ms`,
  /// `2m`, `1h`, `7d`, also with a fraction (`1.5s`).
  ///
  /// Nothing for anything else, a negative time included.
  package init?(written text: some StringProtocol) {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number.isFinite, number >= 0 else { return nil }
    let scale: Double
    switch text.dropFirst(digits.count) {
    case "ms": scale = 0.001
    case "", "s": scale = 1
    case "m": scale = 60
    case "h": scale = 3600
    case "d": scale = 86_400
    default: return nil
    }
    guard number * scale < 9e9 else { return nil }
    self = .nanoseconds(Int64((number * scale * 1e9).rounded()))
  }
}
