import JobModel

/// A sentence at the foot of the screen that goes away by itself.
struct Notice: Hashable, Sendable {
  var text: String
  var isTrouble: Bool
  var until: Timestamp

  private static let newsTime: Duration = .seconds(5)
  private static let readingTime: Duration = .seconds(1)

  /// Whether somebody who presses a key now has had the time to read it; trouble stays.
  func isRead(at now: Timestamp) -> Bool {
    !isTrouble && until <= now.advanced(by: Notice.newsTime - Notice.readingTime)
  }

  static func news(_ text: String, at now: Timestamp) -> Notice {
    Notice(text: text, isTrouble: false, until: now.advanced(by: newsTime))
  }

  /// Trouble stays longer: it is read later than it comes.
  static func trouble(_ text: String, at now: Timestamp) -> Notice {
    Notice(text: text, isTrouble: true, until: now.advanced(by: .seconds(10)))
  }
}
