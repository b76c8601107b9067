import Foundation
import JobModel

/// What planning itself takes, in time of the processor: others may be using it too.
enum Cost {
  static func print() {
    Swift.print("\nplanning, 128 jobs in the history")
    for distribution in Distribution.all {
      var generator = SeededGenerator(seed: 9)
      let jobs = distribution.sample(128, seed: 8)
      var waiter = LearnedWaiter.taught(
        by: jobs,
        exactly: false,
        server: .prompt,
        using: &generator
      )
      let rounds = 50
      let change = processorTime {
        for _ in 0..<rounds {
          var fresh = PollPlanner(waiter.planner.history)
          _ = fresh.nextAge(after: 0, requestsPerJob: 8, jitter: 0, using: &generator)
        }
      }
      let polls = 1_000_000
      let poll = processorTime {
        for number in 0..<polls {
          let age = Double(number % 1000) / 100
          _ = waiter.pause(after: 1, asked: age, now: age, progress: nil, using: &generator)
        }
      }
      Swift.print(
        String(
          format: "  %@: %.2f ms for a change of the history, %.3f µs for a poll",
          distribution.name,
          change / Double(rounds) * 1e3,
          poll / Double(polls) * 1e6
        )
      )
    }
  }

  private static func processorTime(_ body: () -> Void) -> Double {
    let start = clock()
    body()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}
