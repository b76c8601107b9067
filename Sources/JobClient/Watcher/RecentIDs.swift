import DequeModule

/// The ids of the last thousand messages, by which one that comes again is recognised.
struct RecentIDs: Sendable {
  private var order: Deque<String> = []
  private var known: Set<String> = []

  private static let limit = 1000

  /// Takes an id in; false where it came before.
  mutating func insert(_ id: String) -> Bool {
    guard known.insert(id).inserted else { return false }
    order.append(id)
    if order.count > Self.limit, let oldest = order.popFirst() { known.remove(oldest) }
    return true
  }
}
