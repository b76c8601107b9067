import JobModel
import JobProfile
import JobSimulator
import Testing

struct JobScriptTests {
  @Test func `the same seed draws the same script`() {
    #expect(script(seed: 7, ordinal: 3) == script(seed: 7, ordinal: 3))
  }

  @Test func `another seed, job or run draws another script`() {
    let scripts = [
      script(seed: 7, ordinal: 3), script(seed: 8, ordinal: 3), script(seed: 7, ordinal: 4),
      script(seed: 7, ordinal: 3, run: 2),
    ]
    #expect(Set(scripts).count == 4)
  }

  @Test func `a job waits, works and ends at exact instants`() {
    let script = JobScript(
      attempts: [.init(waiting: .seconds(2), working: .seconds(8), reach: 1, failure: nil)],
      limit: 1,
      progress: .every(.seconds(2))
    )
    #expect(
      script.story == [
        "0 s: pending, try 1",
        "2 s: running, try 1, 0.0",
        "4 s: running, try 1, 0.25",
        "6 s: running, try 1, 0.5",
        "8 s: running, try 1, 0.75",
        "10 s: completed, try 1, 1.0",
      ]
    )
  }

  @Test func `a failed try is told with its reason while the next one waits`() {
    let script = JobScript(
      attempts: [
        .init(waiting: .seconds(1), working: .seconds(4), reach: 0.5, failure: "worker lost"),
        .init(waiting: .seconds(1), working: .seconds(4), reach: 1, failure: nil),
      ],
      limit: 3,
      progress: .step(0.5)
    )
    #expect(
      script.story == [
        "0 s: pending, try 1",
        "1 s: running, try 1, 0.0",
        "3 s: running, try 1, 0.25",
        "5 s: pending, try 2, worker lost",
        "6 s: running, try 2, 0.0",
        "8 s: running, try 2, 0.5",
        "10 s: completed, try 2, 1.0",
      ]
    )
  }

  @Test func `a job that is to fail uses up its tries`() {
    var rules = SimulationRules(seed: 1)
    rules.failure = .probability(1)
    rules.attempts = AttemptRule(limit: 3)
    rules.reasons = ["unsupported codec"]
    let script = JobScript(rules: rules, ordinal: 0)
    #expect(script.attempts.map(\.failure) == Array(repeating: "unsupported codec", count: 3))
    #expect(script.length == .seconds(5))
    #expect(script.moment(at: .seconds(5)).state == .failed)
  }

  @Test func `a server without trouble completes a job at its first try`() {
    let script = JobScript(rules: SimulationRules(seed: 1), ordinal: 0)
    #expect(script.attempts.map(\.failure) == [nil])
  }

  @Test func `an input called duration is the length in seconds`() {
    let script = JobScript(
      rules: SimulationRules(seed: 1),
      ordinal: 0,
      inputs: ["duration": 42]
    )
    #expect(script.length == .seconds(42))
  }

  @Test func `ten times the speed takes a tenth of the time`() {
    var rules = SimulationRules(seed: 1)
    rules.progress = .every(.seconds(1))
    let slow = JobScript(rules: rules, ordinal: 0)
    rules.speed = 10
    let fast = JobScript(rules: rules, ordinal: 0)
    #expect(fast.length * 10 == slow.length)
    #expect(fast.story.count == slow.story.count)
  }

  @Test(arguments: [
    LengthRule.range(.seconds(5)...(.seconds(15))),
    .either([.seconds(5), .seconds(15)]),
    .lognormal(median: .seconds(10), sigma: 0.01),
  ])
  func `lengths stay where their rule says`(rule: LengthRule) {
    var rules = SimulationRules(seed: 1)
    rules.length = rule
    let lengths = (0..<100).map { JobScript(rules: rules, ordinal: $0).length }
    #expect(lengths.allSatisfy { $0 >= .seconds(5) && $0 <= .seconds(15) })
    #expect(Set(lengths).count > 1)
  }

  @Test func `one in five fails where the odds are so`() {
    var rules = SimulationRules(seed: 1)
    rules.failure = .probability(0.2)
    let failed = (0..<1000).filter {
      JobScript(rules: rules, ordinal: $0).moment(at: .seconds(5)).state == .failed
    }
    #expect((160...240).contains(failed.count))
  }

  private func script(seed: UInt64, ordinal: Int, run: Int = 1) -> JobScript {
    var rules = SimulationRules(seed: seed)
    rules.length = .range(.seconds(5)...(.seconds(30)))
    return JobScript(rules: rules, ordinal: ordinal, run: run)
  }
}

extension JobScript {
  /// Each change as a line.
  fileprivate var story: [String] {
    var lines: [String] = []
    var time: Duration? = .zero
    while let now = time {
      let moment = moment(at: now)
      let details = [
        "try \(moment.attempt)", moment.progress.map { "\($0)" }, moment.reason,
      ].compactMap { $0 }
      lines.append("\(Int(now.inSeconds)) s: \(moment.state), \(details.joined(separator: ", "))")
      time = nextChange(after: now)
    }
    return lines
  }
}
