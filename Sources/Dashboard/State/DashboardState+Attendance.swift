import JobModel
import Screen

extension DashboardState {
  /// What happened while nobody looked, where nothing else has the keyboard; minutes of a recording may
  /// be played in a second.
  func news(at now: Timestamp) -> Digest? {
    overlays.isEmpty && replay == nil ? attendance.news(at: now) : nil
  }

  /// A key while the news is told closes it, and does besides what it always does.
  /// - Returns: Whether that was all.
  mutating func closeNews(with key: Key, at now: Timestamp) -> Bool {
    let news = news(at: now)
    attendance.sign(at: now)
    guard let news else { return false }
    let action = keys.action(for: key, in: .news)
    if action == .showNews {
      table.show(Filter(of: news.runs, named: "ended while you were away"))
    }
    return action == .showNews || action == .back
  }

  /// The sentence at the foot of the screen: what happened while nobody looked, else what has just
  /// happened.
  func sentence(at now: Timestamp) -> Notice? {
    guard let news = news(at: now) else { return noticeAndMore }
    return .news(news.sentence + ". Enter shows them, Esc closes this.", at: now)
  }

  /// The last that was said, and how much went wrong beside it that nobody can have read.
  private var noticeAndMore: Notice? {
    guard var notice, notice.isTrouble, messages.unread > 1,
      notice.text == messages.all.last?.text
    else { return notice }
    notice.text += " \(ShortText.total(messages.unread - 1)) more went wrong: :messages shows it."
    return notice
  }
}
