import JobModel

/// Requests that are open for longer than the server takes as a rule.
///
/// Until one of them has failed nothing is known to be wrong, but the server looks as alive as before: how
/// long it has been silent is told as soon as that is worth a word. What it is asked to hold is no such
/// request.
extension JobWatcher {
  /// Since when the one is open that was sent first; nothing where none is for too long.
  func silence(_ now: Timestamp) -> Timestamp? {
    openRequests.filter { $0.due <= now }.map(\.since).min()
  }

  /// When the next of them will be open for too long, where none is yet.
  func nextSilence(_ now: Timestamp) -> Timestamp? {
    guard lastStatus?.silentSince == nil else { return nil }
    return openRequests.map(\.due).filter { $0 > now }.min()
  }

  /// Those that should be answered soon.
  ///
  /// Nobody could answer while the machine slept.
  private var openRequests: [(since: Timestamp, due: Timestamp)] {
    inFlight.values.filter { !$0.errand.isHeld }.map { sent in
      let since = max(sent.at, wokeUp ?? sent.at)
      return (since, since.advanced(by: answerTimes.patience(with: sent.errand.operation)))
    }
  }

  /// Notes how long the server took for an answer.
  mutating func noteAnswerTime(_ sent: Sent, _ now: Timestamp) {
    guard !sent.errand.isHeld else { return }
    answerTimes.note(sent.at.duration(to: now), of: sent.errand.operation)
  }
}

extension ServerStatus.Link {
  /// Whether it does not say already that something is wrong.
  var saysNothingWrong: Bool {
    switch self {
    case .idle, .connecting, .push, .longPoll, .poll: true
    case .retrying, .unanswered, .limited, .unauthorised: false
    }
  }
}
