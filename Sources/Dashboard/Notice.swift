import JobModel

/// A sentence at the foot of the screen that goes away by itself.
struct Notice: Hashable, Sendable {
  var text: String
  var isTrouble: Bool
  var until: Timestamp

  /// Whether somebody who presses a key now has had the time to read it; trouble stays.
  func isRead(at now: Timestamp) -> Bool {
    !isTrouble && until <= now.advanced(by: .seconds(4))
  }

  static func news(_ text: String, at now: Timestamp) -> Notice {
    Notice(text: text, isTrouble: false, until: now.advanced(by: .seconds(5)))
  }

  /// Trouble stays longer: it is read later than it comes.
  static func trouble(_ text: String, at now: Timestamp) -> Notice {
    Notice(text: text, isTrouble: true, until: now.advanced(by: .seconds(10)))
  }
}
