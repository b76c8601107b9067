import Dashboard
import JobModel

/// Plays what a recording holds; nobody is there to do what the dashboard wishes.
@MainActor
struct ReplayRoom: Backstage {
  let moments: [Recording.Moment]
  let events: DashboardEvents
  let clock: ReplayClock

  func open(in group: inout DiscardingTaskGroup) {
    group.addTask { [self] in await play() }
  }

  private func play() async {
    for moment in moments {
      guard (try? await clock.sleep(until: moment.time, tolerance: nil)) != nil else { return }
      events.send(moment.event)
    }
    events.send(.ended)
  }

  func perform(_ effect: DashboardEffect) async {}

  func close() async {}
}
