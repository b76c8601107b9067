import JobModel

/// Whether the server may have forgotten where it is to post to us, and when to tell it again.
///
/// A server that keeps its registrations in memory loses them when it starts anew. That it did shows
/// in two ways: it was away and answers again, or a job is found ended of which nothing was posted.
struct Renewal: Sendable {
  /// The request that registers is on its way.
  private(set) var isUnderWay = false
  /// When to register again; nothing: there is no doubt.
  private(set) var due: Timestamp?
  /// When it was last registered, or that was begun.
  private(set) var began: Timestamp?
  /// Something was posted since then.
  private var hasHeard = false
  /// Registrations in a row after which nothing was posted.
  private var vain = 0

  /// Two registrations are at least that far apart; six times more for each that was in vain.
  private static let gap = Duration.seconds(10)
  private static let longestGap = Duration.seconds(600)

  mutating func begin(at now: Timestamp) {
    vain = hasHeard || began == nil ? 0 : vain + 1
    isUnderWay = true
    due = nil
    began = now
    hasHeard = false
  }

  mutating func ended() {
    isUnderWay = false
  }

  mutating func heard() {
    hasHeard = true
  }

  /// The server was away, and answers again.
  mutating func serverCameBack(at now: Timestamp) {
    doubt(after: Self.gap, now)
  }

  /// A job that was seen alive `seen`, after the registration, has ended, and nothing was posted.
  mutating func missedPost(ofJobSeen seen: Timestamp?, at now: Timestamp) {
    guard let began, let seen, seen > began else { return }
    var gap = Self.gap
    if !hasHeard { for _ in 0..<min(vain, 4) { gap = min(gap * 6, Self.longestGap) } }
    doubt(after: gap, now)
  }

  private mutating func doubt(after gap: Duration, _ now: Timestamp) {
    guard !isUnderWay else { return }
    let next = max(now, began?.advanced(by: gap) ?? now)
    due = min(due ?? next, next)
  }
}
