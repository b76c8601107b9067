import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

struct BuiltInScenarioTests {
  @Test(arguments: Scenario.builtInNames)
  func `a built-in scenario is called as its file`(name: String) throws {
    #expect(try Scenario.builtIn(name)?.name == name)
  }

  @Test(arguments: Scenario.builtInNames)
  func `a built-in scenario has jobs under way that go on`(name: String) throws {
    let start = Timestamp(seconds: 1_800_000_000)
    let rules = SimulationRules(
      profile: try #require(Profile.builtIn("jobtop")),
      scenario: try Scenario.builtIn(name),
      options: SimulatorOptions()
    )
    var simulation = Simulation(rules: rules, start: start)
    let jobs = simulation.jobs
    #expect(jobs.count >= 8)
    #expect(jobs.allSatisfy { !$0.moment(at: start).state.isFinal })
    #expect(jobs.contains { $0.moment(at: start).state == .running })
    #expect(jobs.allSatisfy { $0.title != nil })
    let later = start.advanced(by: .seconds(60))
    simulation.advance(to: later)
    #expect(simulation.jobs.contains { $0.moment(at: later).state.isFinal })
  }

  @Test func `there is no scenario of another name`() throws {
    #expect(try Scenario.builtIn("nothing") == nil)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `calm has jobs under way, and a second try within 20 seconds`(seed: UInt64) throws {
    let start = Timestamp(seconds: 1_800_000_000)
    var rules = SimulationRules(
      profile: try #require(Profile.builtIn("jobtop")),
      scenario: try Scenario.builtIn("calm"),
      options: SimulatorOptions()
    )
    rules.seed = seed
    var simulation = Simulation(rules: rules, start: start)
    let states = simulation.list(.init(), at: start).jobs.compactMap(\.state?.state)
    #expect(states.count == 8)
    #expect(states.allSatisfy { !$0.isFinal })
    #expect(states.filter { $0 == .running }.count >= 3)

    let id = try #require(simulation.jobs.first { $0.title == "shot-113" }?.id)
    var seen: [String] = []
    for second in 0...20 {
      let facts = simulation.status(id, at: start.advanced(by: .seconds(second)))
      let line = "\(facts?.state?.word ?? "") \(facts?.attempt ?? 0)/\(facts?.attemptLimit ?? 0)"
      if seen.last != line { seen.append(line) }
    }
    #expect(
      seen == ["pending 1/3", "running 1/3", "pending 2/3", "running 2/3", "completed 2/3"]
    )
  }
}
