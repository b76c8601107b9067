import JobModel

/// The date of header fields (RFC 9110 §5.6.7), as in `Wed, 21 Oct 2015 07:28:00 GMT`.
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

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
