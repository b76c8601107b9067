import JobModel
import JobSimulator
import Testing

struct FaultReadingTests {
  @Test func `a scenario says what goes wrong, when and for whom`() throws {
    let scenario = try Scenario(
      yaml: """
        name: bad day
        faults:
          - hang
          - slow=1s..3s
          - {fault: 500=0.3, from: 10s, for: 500ms, on: [status, push]}
          - {fault: 429, chance: 0.5}
          - amnesia=20s
          - clock-skew=-2h
        """,
      file: "bad.scenario.yaml"
    )
    #expect(
      scenario.faults == [
        FaultRule(.hang),
        FaultRule(.slow(.seconds(1)...(.seconds(3)))),
        FaultRule(
          .error(code: 500),
          chance: 0.3,
          from: .seconds(10),
          length: .milliseconds(500),
          targets: [.operation(.status), .push]
        ),
        FaultRule(.throttle(retryAfter: .seconds(5)), chance: 0.5),
        FaultRule(.amnesia, from: .seconds(20)),
        FaultRule(.clockSkew(.seconds(-7200))),
      ]
    )
  }

  @Test func `all mistakes are told at once, each with its line and its cure`() {
    let yaml = """
      name: x
      faults:
        - explode
        - slow
        - drop=2
        - {fault: stale, on: [stat]}
        - {chance: 0.5}
        - {fault: mute-push, chance: 0.5, on: [list]}
        - {fault: amnesia, for: 5s, form: 3s}
        - [hang]
      """
    let mistakes = #expect(throws: ScenarioMistakes.self) { try Scenario(yaml: yaml, file: "x") }
    let known =
      "refuse, hang, slow, 500, 502, 503, 504, 429, drop, flapping, stale, clock-skew, amnesia, "
      + "lost-push, mute-push, duplicate-push, reordered-push"
    let operations = "create, status, list, bulk, cancel, retry, delete, log, push"
    #expect(
      mistakes?.description == """
        x:3: `explode` is not a fault; those are \(known).
        x:4: `slow` makes no sense; write slow=2s or slow=1s..3s.
        x:5: `drop=2` makes no sense; write drop or drop=0.3.
        x:6: `stale` makes no sense; write stale=10s.
        x:6: `on` names operations: \(operations); `stat` is none.
        x:7: a fault needs a `fault`, as in {fault: hang, for: 10s}.
        x:8: `mute-push` takes no `chance`: it happens or it does not.
        x:8: `mute-push` takes no `on`: it happens to no request.
        x:9: `form` is not a key of a fault; those are fault, chance, from, for, on.
        x:9: `amnesia` takes no `for`: it happens once, at `from`.
        x:10: `` is not a fault; those are \(known).
        """
    )
  }

  @Test(arguments: [
    ("hang", [FaultRule(.hang)]),
    (
      #"{"fault": "refuse", "for": "5s"}"#,
      [FaultRule(.refuse, length: .seconds(5))]
    ),
    (#"["drop", {"fault": "503"}]"#, [FaultRule(.drop), FaultRule(.error(code: 503))]),
  ])
  func `one fault or a list, in YAML or in JSON`(text: String, rules: [FaultRule]) throws {
    #expect(try FaultRule.rules(yaml: text, file: "x") == rules)
  }

  @Test(arguments: ["", "faults: hang", "- 7"])
  func `what is no fault is refused`(text: String) {
    #expect(throws: ScenarioMistakes.self) { try FaultRule.rules(yaml: text, file: "x") }
  }
}
