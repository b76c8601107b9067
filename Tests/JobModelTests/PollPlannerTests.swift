import TestSupport
import Testing

@testable import JobModel

@Suite struct PollPlannerTests {
  @Test func `two ends are too few for a plan, whatever was given up`() {
    var planner = PollPlanner()
    for _ in 0..<9 { planner.learn(.longerThan(.seconds(5))) }
    for _ in 0..<2 { planner.learn(.exactly(.seconds(10))) }
    #expect(planner.next() == nil)
    planner.learn(.exactly(.seconds(10)))
    #expect(planner.next() != nil)
  }

  @Test func `equal seeds make equal plans`() {
    let ages = (0..<2).map { _ in
      var generator = SplitMix(state: 7)
      var planner = PollPlanner(even)
      return (0..<20).map { step in
        planner.nextAge(
          after: Double(step) / 2,
          requestsPerJob: 8,
          jitter: 0.1,
          using: &generator
        )
      }
    }
    #expect(ages[0] == ages[1])
    #expect(ages[0].compactMap(\.self).count == 20)
  }

  @Test func `one more job changes the plan`() {
    var planner = PollPlanner(DurationHistory([.exactly(.seconds(10)), .exactly(.seconds(10))]))
    planner.learn(.exactly(.seconds(10)))
    let before = planner.next()
    #expect(planner.next() == before)
    planner.learn(.exactly(.seconds(4)))
    #expect(planner.next() != before)
  }

  @Test func `a greater budget asks earlier`() {
    var planner = PollPlanner(even)
    let few = planner.next(requestsPerJob: 3) ?? 0
    let many = planner.next(requestsPerJob: 20) ?? 0
    #expect(many < few)
  }

  @Test func `three jobs in a row of another length are learned anew`() {
    var planner = PollPlanner(even)
    for count in 1...2 {
      _ = planner.next()
      #expect(planner.learn(.exactly(.seconds(60))) == 128)
      #expect(planner.history.durations.count == 40 + count)
    }
    _ = planner.next()
    #expect(planner.learn(.exactly(.seconds(60))) == 5)
    #expect(
      planner.history.durations.suffix(3) == Array(repeating: .exactly(.seconds(60)), count: 3)[...]
    )
    #expect(planner.history.durations.count == 5)
  }

  @Test func `a usual job between unusual ones keeps what was learned`() {
    var planner = PollPlanner(even)
    for seconds in [60, 60, 5, 60, 5, 60] {
      _ = planner.next()
      planner.learn(.exactly(.seconds(seconds)))
    }
    #expect(planner.history.durations.count == 46)
  }

  /// Evenly from 3 to 7 s.
  private let even = DurationHistory((0..<40).map { .exactly(.milliseconds(3050 + 100 * $0)) })
}

extension PollPlanner {
  /// When a job that has just begun is asked about, without jitter.
  fileprivate mutating func next(requestsPerJob: Double = 8) -> Double? {
    var generator = SplitMix(state: 1)
    return nextAge(after: 0, requestsPerJob: requestsPerJob, jitter: 0, using: &generator)
  }
}
