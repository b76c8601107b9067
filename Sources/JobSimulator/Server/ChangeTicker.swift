import JobModel
import ServiceLifecycle

/// Wakes the host when a job changes by itself, and at no other time.
///
/// A deadline that turns out too late is left to pass: it wakes nobody up who would find anything,
/// and taking it back would need a task that can be cancelled from outside.
struct ChangeTicker: Service {
  let host: SimulationHost
  let clock: any JobClock

  func run() async {
    _ = await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        for await deadline in host.deadlines {
          group.addTask {
            guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else { return }
            await host.wake(at: deadline)
          }
        }
      }
    }
  }
}
