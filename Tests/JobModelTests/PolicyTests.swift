import JobModel
import Testing

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
    var generator = CountingGenerator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
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
  }

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
        == "demo 7 is still running after 2m00. Wait on with jobtop wait 7 and the same options for "
        + "the server."
    )
  }
}
