import Dispatch
import Screen

extension Terminal {
  /// The way to a terminal and back, on a line that one can still work on.
  private static let longestWay = Duration.milliseconds(500)

  /// Asks what the terminal is: its background (OSC 11), whether it can show a frame in one piece
  /// (DECRQM of mode 2026), and at the end what every terminal answers (DA1), so that one which does
  /// not know the rest is known at once.
  func ask() {
    guard device.understandsXterm else { return }
    askedAt = .now
    device.send("\u{1B}]11;?\u{1B}\\\u{1B}[?2026$p\u{1B}[c")
  }

  /// Returns when everything that was asked is answered, or will not be; `limit` at the latest.
  ///
  /// Answers that come later are taken as well.
  package func waitForAnswers(atMost limit: Duration) async {
    guard askedAt != nil, waiter == nil else { return }
    let nanoseconds = Int(limit / .nanoseconds(1))
    await withCheckedContinuation { continuation in
      waiter = continuation
      DispatchQueue.main.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) { [weak self] in
        MainActor.assumeIsolated { self?.stopWaiting() }
      }
    }
  }

  func take(_ answer: TerminalAnswer) {
    switch answer {
    case .background(let colour):
      background = colour
      tell([.background(colour)])
    case .mode(2026, isKnown: true): use(.frames)
    case .mode: break
    case .attributes:
      askedAt = nil
      stopWaiting()
    }
  }

  /// At the end: what may still be on its way to us must not land in the shell.
  func takeLateAnswers() {
    while let askedAt, askedAt.duration(to: .now) < Self.longestWay, !device.isHungUp {
      if device.waitForInput(milliseconds: 50) { readKeys() }
    }
    stopWaiting()
  }

  private func stopWaiting() {
    waiter?.resume()
    waiter = nil
  }
}
