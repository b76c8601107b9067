import Dashboard
import Dispatch
import JobModel

/// The one timer of the dashboard's loop.
///
/// On the main queue, where the loop runs: a sleeping task would wake three threads for each second
/// that passes, and those were most of what an idle dashboard cost.
@MainActor
final class TickTimer {
  private let events: DashboardEvents
  private let clock: any JobClock
  private let source = DispatchSource.makeTimerSource(queue: .main)
  private var next: Timestamp?

  init(events: DashboardEvents, clock: any JobClock) {
    self.events = events
    self.clock = clock
    source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.tick() } }
    source.activate()
  }

  /// Sends a tick then, by a clock of which so many seconds pass in one, unless one comes before anyway.
  func plan(_ time: Timestamp, atSpeed speed: Double = 1) {
    let now = clock.now
    if let next, next > now, next <= time { return }
    next = time
    let wait = max(0, (now.duration(to: time) / speed).wholeNanoseconds)
    source.schedule(
      deadline: .now() + .nanoseconds(Int(clamping: wait)),
      leeway: .milliseconds(20)
    )
  }

  func stop() {
    source.cancel()
  }

  private func tick() {
    next = nil
    events.send(.tick)
  }
}
