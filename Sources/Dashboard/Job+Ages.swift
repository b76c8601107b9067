import JobModel

/// Ages in whole seconds, as every column, filter and detail tells them.
extension Job {
  /// Since its creation; it stops at the end, and for old news where the news ends.
  ///
  /// Nothing where nobody knows it.
  func age(at now: Timestamp, isStale: Bool = false) -> Int64? {
    guard !isHearsay else { return nil }
    let end = finished ?? (isStale || state.isFinal ? seen : nil) ?? now
    let age = max(0, end.wholeSecond - created.wholeSecond)
    return isCreationKnown || age > 0 ? age : nil
  }

  /// Since its end; nothing while it has none, or nobody knows when that was.
  func sinceEnd(at now: Timestamp) -> Int64? {
    guard state.isFinal else { return nil }
    return (finished ?? seen).map { max(0, now.wholeSecond - $0.wholeSecond) }
  }

  /// Whether it ended when `finished` says; else it had ended already when it was first heard of.
  var isEndKnown: Bool { isCreationKnown || finished != created }

  /// Since the server last confirmed it.
  func unseen(at now: Timestamp) -> Int64? {
    confirmed.map { max(0, now.wholeSecond - $0.wholeSecond) }
  }

  /// When the server last confirmed what stands here; of a lost job that is that it has none.
  var confirmed: Timestamp? {
    guard state == .lost, let finished else { return seen }
    return max(seen ?? finished, finished)
  }
}
