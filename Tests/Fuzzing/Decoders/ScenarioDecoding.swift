import JobModel
import JobProfile
import JobSimulator

/// A scenario that is taken is also played for a while.
enum ScenarioDecoding: Decoding {
  private static let profile = Profile.builtIn("jobtop")
  private static let start = Timestamp(seconds: 1_795_269_802)

  static func take(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(ScenarioMistakes) {
      play(try Scenario(yaml: text, file: "x"))
    } catch {
      precondition(!error.mistakes.isEmpty, "refused without a reason")
    }
    guard let rules = try? FaultRule.rules(yaml: text, file: "x") else { return }
    for rule in rules {
      let again = try? FaultRule.rules(yaml: "[\(rule.json)]", file: "x")
      precondition(again?.count == 1, "what is written cannot be read")
    }
  }

  /// Few jobs for a short time: it is the reading that is under attack.
  private static func play(_ scenario: Scenario) {
    var scenario = scenario
    scenario.start = min(scenario.start, 8)
    scenario.arrivals = scenario.arrivals.map { ArrivalRule(rate: $0.rate, cap: min($0.cap, 8)) }
    guard let profile else { return }
    let rules = SimulationRules(profile: profile, scenario: scenario, options: SimulatorOptions())
    var simulation = Simulation(rules: rules, start: start)
    _ = simulation.list(.init(), at: start.advanced(by: .milliseconds(100)))
  }
}
