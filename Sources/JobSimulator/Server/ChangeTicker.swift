import JobModel
import ServiceLifecycle

/// Wakes the host when a job changes by itself, and push connections while nothing does.
///
/// A deadline that turns out too late is left to pass: it wakes nobody up who would find anything,
/// and taking it back would need a task that can be cancelled from outside.
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
      for await deadline in host.deadlines {
        group.addTask {
          guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else { return }
          await host.wake(at: deadline)
        }
      }
      group.cancelAll()
    }
  }

  private func beat() async {
    var next = clock.now.advanced(by: EventFeed.heartbeat)
    while (try? await clock.sleep(until: next, tolerance: .seconds(1))) != nil {
      await host.beat()
      next = max(clock.now, next).advanced(by: EventFeed.heartbeat)
    }
  }
}
