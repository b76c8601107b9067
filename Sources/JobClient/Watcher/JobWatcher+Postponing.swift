import DequeModule
import JobModel
import JobProfile

/// What becomes of requests that the server asks to send later.
extension JobWatcher {
  /// The server asks to wait: creates and wishes are sent again, polls come up by themselves.
  mutating func postponed(_ sent: Sent, _ failure: JobFailure, _ now: Timestamp) {
    guard case .throttled(_, let code, _) = failure else { return }
    switch sent.errand {
    case .create(let run):
      createThrottled(run, code: code, failure, now)
    case .status(_, let ticket?) where waitingWishes[ticket] != nil: postpone(sent, failure, now)
    case .lookUp where asksTooMuch(failure): endLookUp(now)
    case .status, .held, .bulk, .sweep, .log, .lookUp: failed(sent, failure, now)
    case .query, .enumerate, .control, .webhook: postpone(sent, failure, now)
    }
  }

  /// How long a caller that is not a screen waits because the server asks it to.
  private static let longestPause = Duration.seconds(60)

  /// Whether the server asks for so long a pause that a caller is better told of it.
  func asksTooMuch(_ failure: JobFailure) -> Bool {
    guard case .throttled(_, _, let wait?) = failure, options.createTries < .max else {
      return false
    }
    return wait > Self.longestPause
  }

  /// Whether nothing may be sent for so long that a caller is better told.
  func isHeldTooLong(at now: Timestamp) -> Bool {
    guard let until = host.heldUntil, options.createTries < .max else { return false }
    return now.duration(to: until) > Self.longestPause
  }

  private mutating func postpone(_ sent: Sent, _ failure: JobFailure, _ now: Timestamp) {
    guard host.failures < options.patience ?? .max, !asksTooMuch(failure) else {
      return failed(sent, failure, now)
    }
    if let ticket = sent.errand.ticket { postponedWishes.insert(ticket) }
    outbox.append(sent.errand)
  }
}
