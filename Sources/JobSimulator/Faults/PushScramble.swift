/// The way of messages to one connection, where some are lost, doubled or overtaken.
struct PushScramble: Hashable, Sendable {
  private var number = 0
  /// Messages that wait for one to overtake them.
  private(set) var late: [Announcement] = []

  /// What of these is told now, in what order.
  mutating func pass(_ messages: [Announcement], _ trouble: PushTrouble) -> [Announcement] {
    var told: [Announcement] = []
    for message in messages {
      number += 1
      switch trouble.fate(of: message.revision, message: number) {
      case .told: told += [message] + takeLate()
      case .twice: told += [message, message] + takeLate()
      case .late: late.append(message)
      case .lost: break
      }
    }
    return told
  }

  /// Gives what nothing has overtaken, because nothing came.
  mutating func takeLate() -> [Announcement] {
    defer { late = [] }
    return late
  }
}
