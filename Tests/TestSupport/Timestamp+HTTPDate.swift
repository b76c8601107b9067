import JobModel

extension Timestamp {
  /// As in `Wed, 21 Oct 2015 07:28:00 GMT` (RFC 9110 §5.6.7).
  package var httpDate: String {
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = Int(nanoseconds / 1_000_000_000 / 86_400)
    let text = rfc3339
    let parts = text.prefix(10).split(separator: "-")
    guard parts.count == 3, let month = Int(parts[1]) else { return text }
    let time = text.dropFirst(11).prefix(8)
    return "\(weekdays[day % 7]), \(parts[2]) \(months[month - 1]) \(parts[0]) \(time) GMT"
  }
}
