import ArgumentParser
import JobModel
import JobSimulator

/// What the simulator plays, and how fast.
struct SimulationOptions: ParsableArguments {
  @Option(
    help: "What happens: \(Scenario.builtInNames.joined(separator: ", ")), or a file.",
    completion: Completions.scenarios
  )
  var scenario: String?

  @Option(
    parsing: .unconditional,
    help: "Everything that is drawn depends on it: the same seed gives the same jobs.",
    transform: NumberOption.whole("--seed", 0...UInt64.max, as: 42)
  )
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: "How many seconds of a job pass in one; as a rule 1.",
    transform: NumberOption.any("--speed", upTo: 1000, as: "10")
  )
  var speed = 1.0

  @Option(
    name: .customLong("fault"),
    help: "What goes wrong, as in hang, slow=1s..3s or 500=0.3; repeatable.",
    completion: Completions.faults,
    transform: SimulationOptions.faults
  )
  var faults: [[FaultRule]] = []

  /// A simulator with this speed, and this seed or else that one.
  func simulator(seed standard: UInt64) -> SimulatorOptions {
    var options = SimulatorOptions()
    options.seed = seed ?? standard
    options.speed = speed
    options.faults = faults.flatMap(\.self)
    return options
  }

  /// Faults as a scenario file has them: a name, one with a value, or `{fault: …, for: …}`.
  @Sendable private static func faults(_ text: String) throws -> [FaultRule] {
    do throws(ScenarioMistakes) {
      return try FaultRule.rules(yaml: text, file: "--fault")
    } catch {
      throw ValidationError(error.mistakes.map(\.sentence).joined(separator: " "))
    }
  }

  /// The scenario that was asked for, or that of the name given.
  func chosenScenario(default name: String?) throws -> Scenario? {
    guard let name = scenario ?? name else { return nil }
    return try ScenarioLibrary.scenario(name)
  }
}
