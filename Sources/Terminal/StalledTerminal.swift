import Dispatch
import Glibc

/// Ends the program where its terminal no longer takes what is written, as that of a stalled connection:
/// the main queue then waits in a write for ever, and hears neither keys nor signals.
@MainActor final class StalledTerminal {
  /// How long the main queue may be busy before its terminal is thought to be stalled.
  private nonisolated static let patience = DispatchTimeInterval.seconds(1)

  private var sources: [any DispatchSourceSignal] = []

  /// Watches for these signals besides whoever answers them; `screen`: what is written to.
  init(screen: Int32, signals: [Int32]) {
    for signal in signals {
      let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
      // On another queue than the one whose standstill it is about.
      let end: @Sendable () -> Void = { Self.end(by: signal, screen) }
      source.setEventHandler(handler: end)
      source.resume()
      sources.append(source)
    }
  }

  /// Stops to watch.
  func stop() {
    for source in sources { source.cancel() }
    sources = []
  }

  /// What waits to be sent is thrown away first, which lets a write go on that waits for it; a program
  /// that stands still after that as well is ended as the signal would have done.
  ///
  /// Until the program has ended: giving the terminal back is a write as well.
  private nonisolated static func end(by signal: Int32, _ screen: Int32) {
    var failures = 0
    while failures < 3 {
      let answer = DispatchSemaphore(value: 0)
      DispatchQueue.main.async { answer.signal() }
      if answer.wait(timeout: .now() + patience) == .timedOut {
        failures += 1
        tcflush(screen, TCOFLUSH)
      } else {
        failures = 0
        usleep(100_000)
      }
    }
    _exit(128 + signal)
  }
}
