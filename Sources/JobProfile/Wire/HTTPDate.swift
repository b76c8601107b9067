import JobModel

/// The date of header fields (RFC 9110 §5.6.7), as in `Wed, 21 Oct 2015 07:28:00 GMT`.
package enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  /// Writes the preferred form, which has whole seconds.
  package static func text(_ instant: Timestamp) -> String {
    let parts = instant.rfc3339.split { "-T:.Z".contains($0) }
    // 1970 began on a Thursday.
    let days = Int((instant.seconds / 86_400).rounded(.down))
    let weekday = weekdays[((days + 4) % 7 + 7) % 7]
    let month = months[(Int(parts[1]) ?? 1) - 1]
    return "\(weekday), \(parts[2]) \(month) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
  }

  /// Reads the preferred form; the two obsolete ones are no longer sent by servers.
  static func instant(_ text: String) -> Timestamp? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT" || words[5] == "UTC",
      let month = months.firstIndex(of: String(words[2])), words[1].count == 2
    else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return Timestamp(iso8601: "\(words[3])-\(number)-\(words[1])T\(words[4])Z")
  }
}
