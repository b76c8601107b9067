import JobModel

/// What went wrong, to be looked at later: a sentence at the foot goes away by itself, and takes the
/// place of the one before.
struct Messages: Sendable {
  /// From the first to the last; of many only the last are kept.
  private(set) var all: [Message] = []
  /// How many came since somebody pressed a key.
  private(set) var unread = 0

  struct Message: Hashable, Sendable {
    let text: String
    /// When it was said last.
    fileprivate(set) var time: Timestamp
    /// How often it was said one after the other.
    fileprivate(set) var count = 1
  }

  private static let limit = 200

  mutating func add(_ text: String, at now: Timestamp) {
    unread += 1
    if all.last?.text == text, let last = all.indices.last {
      all[last].time = now
      all[last].count += 1
      return
    }
    all.append(Message(text: text, time: now))
    if all.count > Self.limit { all.removeFirst() }
  }

  /// Somebody is there.
  mutating func markRead() { unread = 0 }
}

extension DashboardState {
  /// Says that something went wrong that nobody has just typed.
  mutating func report(_ sentence: String, at now: Timestamp) {
    messages.add(sentence, at: now)
    notice = .trouble(sentence, at: now)
  }

  /// Opens the page of what went wrong.
  mutating func openMessages(at now: Timestamp) {
    guard !messages.all.isEmpty else {
      notice = .news("Nothing has gone wrong yet.", at: now)
      return
    }
    messages.markRead()
    open(.messages)
  }
}
