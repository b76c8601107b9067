import Dashboard
import Dispatch
import JobModel

/// Plays what a recording holds; nobody is there to do what the dashboard wishes of servers.
@MainActor
final class ReplayRoom: Backstage {
  private var moments: ArraySlice<Recording.Moment>
  private let events: DashboardEvents
  private let clock: ReplayClock
  private let timer = DispatchSource.makeTimerSource(queue: .main)

  init(moments: [Recording.Moment], events: DashboardEvents, clock: ReplayClock) {
    self.moments = moments[...]
    self.events = events
    self.clock = clock
  }

  func open(in group: inout DiscardingTaskGroup) {
    timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.tell() } }
    timer.activate()
    // The first thing that is told may be hours away.
    events.send(.tick)
    tell()
  }

  /// Sends what has its time, and plans the next.
  private func tell() {
    while let moment = moments.first, moment.time <= clock.now {
      moments.removeFirst()
      events.send(moment.event)
    }
    if moments.isEmpty { events.send(.ended) } else { plan() }
  }

  private func plan() {
    guard let next = moments.first, let wait = clock.wait(until: next.time) else {
      return timer.schedule(deadline: .distantFuture)
    }
    let nanoseconds = Int(clamping: wait.wholeNanoseconds)
    timer.schedule(deadline: .now() + .nanoseconds(nanoseconds), leeway: .milliseconds(1))
  }

  func play(atSpeed speed: Double) {
    clock.setSpeed(speed)
    if !moments.isEmpty { plan() }
  }

  func perform(_ effect: DashboardEffect) async {}

  func close() async { timer.cancel() }
}
