import JobModel
import JobSimulator
import Testing

struct ScenarioTests {
  @Test func `a scenario says how jobs go`() throws {
    let scenario = try Scenario(
      yaml: """
        name: busy
        about: Much to do
        duration: {median: 60s, sigma: 0.4}
        failure: 0.25
        attempts: {limit: 3, failure: 0.5}
        pending: 0.2
        progress: {step: 0.1}
        reasons: [too large, "no: way"]
        kinds:
          render: [shot-1, shot-2]
        start: 4
        arrivals: {rate: 7.5, cap: 40}
        script:
          - {title: Keynote, kind: talk, duration: 20s, age: 500ms, attempts: [failed, completed], reason: no disk}
          - {}
        """,
      file: "busy.scenario.yaml"
    )
    var expected = Scenario(name: "busy", about: "Much to do")
    expected.length = .lognormal(median: .seconds(60), sigma: 0.4)
    expected.failure = 0.25
    expected.attempts = AttemptRule(limit: 3, failure: 0.5)
    expected.pending = 0.2...0.2
    expected.progress = .step(0.1)
    expected.reasons = ["too large", "no: way"]
    expected.kinds = [.init(name: "render", titles: ["shot-1", "shot-2"])]
    expected.start = 4
    expected.arrivals = ArrivalRule(rate: 7.5, cap: 40)
    expected.script = [
      ScriptedJob(
        title: "Keynote",
        kind: "talk",
        length: .seconds(20),
        age: .milliseconds(500),
        endings: [.failed, .completed],
        reason: "no disk"
      ),
      ScriptedJob(),
    ]
    #expect(scenario == expected)
  }

  @Test func `all mistakes are told at once, each with its line`() {
    let yaml = """
      name: bad
      duratoin: 5s
      duration: 9s..5s
      failure: 1.5
      attempts: 0
      pending: many
      progress: fast
      start: -1
      script:
        - {attempts: [completed, failed]}
        - {length: 5s}
      """
    let mistakes = #expect(throws: ScenarioMistakes.self) {
      try Scenario(yaml: yaml, file: "bad.yaml")
    }
    #expect(
      mistakes?.description == """
        bad.yaml:2: `duratoin` is not a key of a scenario; those are name, about, duration, failure, \
        attempts, pending, progress, reasons, kinds, start, script, arrivals, faults.
        bad.yaml:3: `duration` is a time or a range, as in 5s or 5s..15s; `9s..5s` is not.
        bad.yaml:4: `failure` is a number from 0 to 1; `1.5` is not.
        bad.yaml:5: `attempts` is a whole number from 1 to 100; `0` is not.
        bad.yaml:6: `pending` is a number from 0 to 1 or a range, as in 0.1..0.3.
        bad.yaml:7: `progress` is none, smooth, {every: 1s} or {step: 0.05}; `fast` is not.
        bad.yaml:8: `start` is a whole number from 0 to 100000; `-1` is not.
        bad.yaml:10: `attempts` is `failed`, any number of times, then `failed` or `completed`.
        bad.yaml:11: `length` is not a key of a job of `script`; those are title, kind, duration, age, \
        attempts, reason.
        """
    )
  }

  @Test(arguments: [
    ("", "x.yaml:1: the file is empty; it needs at least a `name`."),
    ("about: x", "x.yaml:1: a scenario needs a `name`."),
    ("- name", "x.yaml:1: a scenario is a mapping of name, about, duration, failure, attempts, "),
    ("name: x\nabout: [", "x.yaml:3: this is not YAML: "),
    (
      "name: x\narrivals: often",
      "x.yaml:2: `arrivals` is a number of jobs a minute above 0, up to 60000; `often` is not."
    ),
    (
      "name: x\narrivals: {rate: 0}",
      "x.yaml:2: `rate` is a number of jobs a minute above 0, up to 60000; `0` is not."
    ),
    (
      "name: x\narrivals: {cap: 5}",
      "x.yaml:2: `arrivals` needs a `rate`, as in {rate: 12, cap: 500}: so many jobs a minute."
    ),
    (
      "name: x\narrivals: {rate: 5, cap: 0}",
      "x.yaml:2: `cap` is a whole number from 1 to 100000; `0` is not."
    ),
    ("name: x\nprogress: {every: 1ms}", "x.yaml:2: `every` is at least 10ms."),
  ])
  func `a file that is no scenario is refused`(yaml: String, sentence: String) {
    let mistakes = #expect(throws: ScenarioMistakes.self) {
      try Scenario(yaml: yaml, file: "x.yaml")
    }
    #expect(mistakes?.description.hasPrefix(sentence) == true, "\(mistakes?.description ?? "")")
  }
}
