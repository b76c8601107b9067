import JobModel
import ServiceLifecycle

/// Wakes the host when a job changes by itself, and push connections while nothing does.
struct ChangeTicker: Service {
  let host: SimulationHost
  let clock: any JobClock

  func run() async {
    await cancelWhenGracefulShutdown { await tick() }
  }

  /// Runs until its task is cancelled.
  func tick() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await beat() }
      group.addTask {
        await Alarm.ring(at: host.deadlines(), clock: clock) { host.wake(at: $0) }
      }
    }
  }

  private func beat() async {
    var next = clock.now.advanced(by: EventFeed.heartbeat)
    while (try? await clock.sleep(until: next, tolerance: .seconds(1))) != nil {
      host.beat()
      next = max(clock.now, next).advanced(by: EventFeed.heartbeat)
    }
  }
}
