/// One sort of trouble that a simulated server makes.
///
/// A new one is a case here and its spelling in `Fault+Spelling.swift`; the compiler leads to the
/// place that decides what comes of it: `RequestTreatment` for requests, `PushTrouble` for pushes.
package enum Fault: Hashable, Sendable {
  /// The connection is reset instead of an answer; nothing is done.
  case refuse
  /// No answer ever comes; nothing is done.
  case hang
  /// The answer is so late.
  case slow(ClosedRange<Duration>)
  /// The server fails with that code, from 500 on; nothing is done.
  case error(code: Int)
  /// One request too many, whatever was asked before; nothing is done.
  case throttle(retryAfter: Duration)
  /// What was asked is done, and the connection ends in the middle of the answer's body.
  case drop
  /// A status says that the job has failed, which it has not.
  case flapping
  /// An answer may be that old.
  case stale(Duration)
  /// All instants in answers and pushes are so much later, or earlier where it is negative.
  case clockSkew(Duration)
  /// The server starts again and knows nothing of its jobs: once.
  case amnesia
  /// A change is not told.
  case lostPush
  /// Nothing is told, no heartbeat either, on connections that stay open.
  case mutePush
  /// A change is told twice.
  case duplicatePush
  /// A change is told after the one that follows it.
  case reorderedPush

  /// Whether it concerns what the server tells by itself, and not what it is asked.
  var isOfPush: Bool {
    switch self {
    case .lostPush, .mutePush, .duplicatePush, .reorderedPush: true
    case .refuse, .hang, .slow, .error, .throttle, .drop, .flapping, .stale, .clockSkew, .amnesia:
      false
    }
  }

  /// Whether it comes by chance; what does not either is or is not.
  var hasChance: Bool {
    switch self {
    case .mutePush, .amnesia, .clockSkew: false
    case .refuse, .hang, .slow, .error, .throttle, .drop, .flapping, .stale, .lostPush,
      .duplicatePush, .reorderedPush:
      true
    }
  }
}
