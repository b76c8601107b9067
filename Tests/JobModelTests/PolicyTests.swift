import TestSupport
import Testing

@testable import JobModel

@Suite struct PolicyTests {
  @Test func `exponential polling grows from its base to its cap`() {
    var generator = SystemRandomNumberGenerator()
    let policy = PollPolicy.exponential(
      base: .seconds(1),
      factor: 2,
      cap: .seconds(8),
      jitter: 0
    )
    let intervals = (0..<6).map { policy.interval(after: $0, using: &generator) }
    #expect(intervals == [1, 2, 4, 8, 8, 8].map { .seconds($0) })
  }

  @Test(arguments: 0..<200)
  func `jitter stays within its share`(seed: Int) {
    var generator = SplitMix(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    let interval = PollPolicy.standard.interval(after: 0, using: &generator)
    #expect(interval >= .milliseconds(400) && interval <= .milliseconds(600))
  }

  @Test(arguments: 1...12)
  func `a retry waits within its span and never less than a tenth of it`(failures: Int) {
    var generator = SystemRandomNumberGenerator()
    let delay = RetryPolicy().delay(after: failures, using: &generator)
    let span = Duration.seconds(min(30, 1 << (failures - 1)))
    #expect(delay >= span / 10 && delay <= span)
  }

  @Test func `nonsense is refused by name`() {
    #expect(
      throws: JobFailure.invalid(name: "factor", given: "0.5", allowed: "a number from 1 to 10")
    ) {
      try PollPolicy.exponential(factor: 0.5).check()
    }
    #expect(
      throws: JobFailure.invalid(
        name: "interval",
        given: "0 ms",
        allowed: "a time from 10ms to 24h"
      )
    ) {
      try PollPolicy.fixed(.zero).check()
    }
    #expect(
      throws: JobFailure.invalid(
        name: "requestsPerJob",
        given: "0.5",
        allowed: "a number from 1 to 1000"
      )
    ) {
      try PollPolicy.learned(requestsPerJob: 0.5).check()
    }
  }

  @Test func `what is not learned yet is asked about by the growing schedule up to the cap`() {
    var planner = PollPlanner(DurationHistory(tens.prefix(2)))
    let policy = PollPolicy.learned(requestsPerJob: 8, cap: .seconds(3))
    for polls in 0..<8 {
      var (one, other) = (SplitMix(state: 3), SplitMix(state: 3))
      let interval = policy.interval(
        after: polls,
        asked: .seconds(1),
        age: .seconds(1),
        learnedBy: &planner,
        using: &one
      )
      let growing = PollPolicy.exponential(cap: .seconds(3))
      #expect(interval == growing.interval(after: polls, using: &other))
    }
  }

  @Test func `what is learned is asked about at its age, at once where that has passed`() {
    var planner = PollPlanner(DurationHistory(tens))
    var generator = SplitMix(state: 1)
    let policy = PollPolicy.learned(requestsPerJob: 8, jitter: 0)
    func interval(asked: Double, age: Double) -> Double {
      policy.interval(
        after: 3,
        asked: .seconds(asked),
        age: .seconds(age),
        learnedBy: &planner,
        using: &generator
      ).inSeconds
    }
    let next = 9.7 + interval(asked: 9.7, age: 9.7)
    #expect(next > 9.8 && next < 10.1)
    #expect(abs(interval(asked: 9.7, age: 9.75) - (next - 9.75)) < 1e-6)
    #expect(interval(asked: 9.7, age: 30) == 0)
    // Far older than all jobs before it.
    #expect(interval(asked: 100_000, age: 100_000) == 60)
  }

  @Test func `a slower pace stretches a plan and a faster one makes more requests`() {
    var planner = PollPlanner(
      DurationHistory((0..<40).map { .exactly(.milliseconds(3050 + 100 * $0)) })
    )
    var generator = SplitMix(state: 1)
    func requests(pace: Double) -> Int {
      var (age, count) = (0.0, 0)
      while age < 7 {
        age +=
          PollPolicy.learned(requestsPerJob: 8, jitter: 0).interval(
            after: count,
            asked: .seconds(age),
            age: .seconds(age),
            pace: pace,
            learnedBy: &planner,
            using: &generator
          ).inSeconds
        count += 1
      }
      return count
    }
    let usual = requests(pace: 1)
    #expect(requests(pace: 2) < usual)
    #expect(requests(pace: 0.5) > usual + 4)
    #expect(requests(pace: 0.5) < 3 * usual)
  }

  @Test func `learned polls are counted by the plan`() {
    var planner = PollPlanner(DurationHistory(tens))
    let policy = PollPolicy.learned(requestsPerJob: 8)
    func count(from age: Int, within time: Int) -> Int {
      policy.count(
        within: .seconds(time),
        after: 0,
        age: .seconds(age),
        learnedBy: planner
      )
    }
    // Half a second, ×1.5: nothing is planned yet.
    #expect(count(from: 5, within: 4) == 3)
    var generator = SplitMix(state: 1)
    _ = planner.nextAge(after: 0, requestsPerJob: 8, jitter: 0, using: &generator)
    #expect(count(from: 5, within: 4) <= 1)
    #expect(count(from: 9, within: 2) >= 4)
  }

  /// Twenty jobs of ten seconds.
  private var tens: [JobDuration] { Array(repeating: .exactly(.seconds(10)), count: 20) }

  @Test func `a run's name reads back from its text and is a version 4 UUID`() throws {
    var generator = SystemRandomNumberGenerator()
    let run = RunID(using: &generator)
    #expect(RunID(run.description) == run)
    let characters = Array(run.description)
    #expect(characters[14] == "4")
    #expect("89ab".contains(characters[19]))
    #expect(RunID("not a run") == nil)
  }

  @Test func `a timeout says what is needed to go on waiting`() {
    let job = JobFailure.Unfinished(
      server: "demo",
      id: "7",
      lastState: .running,
      seen: nil,
      polls: 9
    )
    #expect(
      JobFailure.deadline(job, within: .seconds(120)).description
        == "demo 7 is still running after 2m00. It goes on, and can be waited for again."
    )
  }
}
