import JobModel

/// Numbers and times in few columns.
///
/// Written by hand: it runs for every visible cell, and each result fits into a string without an
/// allocation.
enum ShortText {
  /// As in `12s`, `1m12`, `2h05`, `3d04`, `123d`.
  static func age(_ seconds: Int64) -> String {
    switch seconds {
    case ..<1: "0s"
    case ..<60: String(seconds) + "s"
    case ..<3600: pair(seconds / 60, "m", seconds % 60)
    case ..<86_400: pair(seconds / 3600, "h", seconds / 60 % 60)
    case ..<8_640_000: pair(seconds / 86_400, "d", seconds / 3600 % 24)
    default: String(seconds / 86_400) + "d"
    }
  }

  /// As in `12s`, `3m`, `2h`, `4d`: how old news is needs one number only.
  static func coarseAge(_ seconds: Int64) -> String {
    switch seconds {
    case ..<1: "0s"
    case ..<60: String(seconds) + "s"
    case ..<3600: String(seconds / 60) + "m"
    case ..<86_400: String(seconds / 3600) + "h"
    default: String(seconds / 86_400) + "d"
    }
  }

  /// As in `40s`, `2m`, `35h`, `9d`: about so long; at least a second.
  static func rough(_ duration: Duration) -> String {
    let seconds = max(1, duration.inSeconds)
    let (value, unit) =
      switch seconds {
      case ..<89.5: (seconds, "s")
      case ..<(89.5 * 60): (seconds / 60, "m")
      case ..<(35.5 * 3600): (seconds / 3600, "h")
      default: (min(seconds / 86_400, 999), "d")
      }
    return String(Int(value.rounded())) + unit
  }

  /// A share of 1 in five columns, as in `  78%`; full only when it is.
  static func percent(_ share: Double) -> String {
    let number = String(Int((share * 100).rounded(.down)))
    return String("    ".prefix(4 - min(4, number.utf8.count))) + number + "%"
  }

  /// As in `9999`, `12k`, `3M`.
  static func count(_ number: Int) -> String {
    switch number {
    case ..<10_000: String(number)
    case ..<1_000_000: String(number / 1000) + "k"
    default: String(number / 1_000_000) + "M"
    }
  }

  /// As in `312 B`, `4.1 kB`, `12 MB`.
  static func bytes(_ count: Int) -> String {
    var (value, unit) = (Double(count), "B")
    for larger in ["kB", "MB", "GB"] where value >= 1000 {
      (value, unit) = (value / 1000, larger)
    }
    guard unit != "B", value < 10 else { return "\(Int(value.rounded())) \(unit)" }
    return "\(Double(Int(value * 10)) / 10) \(unit)"
  }

  /// As in `412`, `12,345`, `1,048,576`.
  static func total(_ number: Int) -> String {
    number < 10_000 ? String(number) : grouped(number)
  }

  private static func grouped(_ number: Int) -> String {
    guard number >= 1000 else { return String(number) }
    let (thousands, rest) = number.quotientAndRemainder(dividingBy: 1000)
    return grouped(thousands) + "," + twoDigits(Int64(rest / 10)) + String(rest % 10)
  }

  /// As in `14:03:22`.
  static func clock(_ instant: Timestamp, utcOffset: Int) -> String {
    let days = (instant.wholeSecond + Int64(utcOffset)) % 86_400
    let second = days < 0 ? days + 86_400 : days
    return twoDigits(second / 3600) + ":" + twoDigits(second / 60 % 60) + ":"
      + twoDigits(second % 60)
  }

  /// The time of day, and before it the date (`11-19`) where that is not today's.
  static func moment(_ instant: Timestamp, now: Timestamp, utcOffset: Int) -> String {
    let clock = clock(instant, utcOffset: utcOffset)
    let day = date(instant, utcOffset: utcOffset)
    return day == date(now, utcOffset: utcOffset) ? clock : day + " " + clock
  }

  /// As in `1 job`, `3 jobs`.
  static func jobs(_ count: Int) -> String {
    total(count) + (count == 1 ? " job" : " jobs")
  }

  private static func date(_ instant: Timestamp, utcOffset: Int) -> Substring {
    instant.advanced(by: .seconds(utcOffset)).rfc3339.dropFirst(5).prefix(5)
  }

  private static func pair(_ large: Int64, _ unit: String, _ small: Int64) -> String {
    String(large) + unit + twoDigits(small)
  }

  private static func twoDigits(_ number: Int64) -> String {
    number < 10 ? "0" + String(number) : String(number)
  }
}

extension Timestamp {
  /// Whole seconds since 1970.
  ///
  /// Ages are differences of these, so that every age on the screen steps with its clock and one
  /// repaint a second is enough.
  var wholeSecond: Int64 {
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// Whole seconds until a later instant, begun ones counted: what a countdown shows.
  func countdown(to due: Timestamp) -> Int64 {
    let left = duration(to: due).wholeNanoseconds
    return left <= 0 ? 0 : (left - 1) / 1_000_000_000 + 1
  }
}
