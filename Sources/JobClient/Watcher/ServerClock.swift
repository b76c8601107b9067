import JobModel

/// How far the clock of a server is from ours, as far as its answers tell.
///
/// The `Date` of an answer says it to a second (RFC 9110 §6.6.1); but a proxy may have written that by
/// its own clock. What jobs are said to have lived through says more: nothing that has happened lies
/// in the future, and no job of ours was created before we asked for it.
struct ServerClock: Sendable {
  /// By the `Date` of an answer.
  private var dated = Duration.zero
  /// It is at least so far ahead: something is said to have happened then.
  private var least: Duration?
  /// It is at most so far ahead: a job of ours is said to have been created then.
  private var most: Duration?
  /// When we last thought anew of how far it is ahead: what was told before that went by another clock.
  private(set) var changed: Timestamp?

  /// What answers and rounding may take; less than that is no difference.
  private static let tolerance = Duration.seconds(2)

  /// How far it is ahead of ours; negative where it is behind.
  var offset: Duration {
    min(max(dated, least ?? dated), most ?? .seconds(1 << 32))
  }

  /// An instant of the server by our clock.
  func ours(_ instant: Timestamp) -> Timestamp { instant.advanced(by: .zero - offset) }

  /// An instant of ours by the server's clock.
  func theirs(_ instant: Timestamp) -> Timestamp { instant.advanced(by: offset) }

  /// The facts of an answer or a message by our clock; `updated` only orders them and stays.
  func ours(_ facts: JobFacts) -> JobFacts {
    guard offset != .zero else { return facts }
    var facts = facts
    facts.created = facts.created.map(ours)
    facts.started = facts.started.map(ours)
    facts.finished = facts.finished.map(ours)
    facts.ends = facts.ends.map(ours)
    return facts
  }

  /// An answer to a request of that instant came now, and says when it was written.
  mutating func learn(date: Timestamp, askedAt: Timestamp, at now: Timestamp) {
    let earliest = now.duration(to: date)
    let latest = askedAt.duration(to: date.advanced(by: .seconds(1)))
    let range = (earliest - Self.tolerance)...(max(earliest, latest) + Self.tolerance)
    guard !range.contains(dated) else { return }
    dated = range.contains(.zero) ? .zero : (earliest + latest) / 2
    // Its clock was set: what was known of it before no longer holds.
    (least, most) = (nil, nil)
    changed = now
  }

  /// What a server says of a job has happened, so far.
  mutating func learn(from facts: JobFacts, at now: Timestamp) {
    let instants = [facts.created, facts.started, facts.finished, facts.updated]
    guard let latest = instants.compactMap(\.self).max() else { return }
    let ahead = now.duration(to: latest)
    guard ahead > offset + Self.tolerance else { return }
    least = ahead
    if let known = most, known < ahead { most = nil }
    changed = now
  }

  /// A job of ours was created, by the server's word, of which we first thought then.
  mutating func learn(creation created: Timestamp, notBefore draft: Timestamp, at now: Timestamp) {
    let ahead = draft.duration(to: created)
    guard ahead < offset - Self.tolerance else { return }
    most = ahead
    if let known = least, known > ahead { least = nil }
    changed = now
  }
}
