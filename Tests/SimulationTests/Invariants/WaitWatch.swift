import JobClient
import JobModel

/// That callers are told in time.
struct WaitWatch: Sendable {
  /// When each must have been told at the latest.
  private var deadlines: [Ticket: Timestamp] = [:]

  /// A last request may take a second; a wake-up comes a millisecond late.
  private static let grace = Duration.milliseconds(1010)

  mutating func begin(_ ticket: Ticket, _ deadline: Timestamp?) {
    deadlines[ticket] = deadline?.advanced(by: Self.grace)
  }

  mutating func stopped(_ ticket: Ticket) { deadlines[ticket] = nil }

  mutating func killed() { deadlines = [:] }

  /// Nobody could be told while the machine slept.
  mutating func wokeUp(_ now: Timestamp) {
    for (ticket, deadline) in deadlines {
      deadlines[ticket] = max(deadline, now.advanced(by: Self.grace))
    }
  }

  mutating func replied(_ ticket: Ticket, at now: Timestamp) -> String? {
    guard let deadline = deadlines.removeValue(forKey: ticket), now > deadline else { return nil }
    return "a caller was told \(deadline.duration(to: now).inSeconds) s too late"
  }

  func overdue(at now: Timestamp) -> String? {
    let late = deadlines.values.filter { $0.advanced(by: Self.grace) < now }.count
    return late > 0 ? "\(late) callers should have been told" : nil
  }
}
