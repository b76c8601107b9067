import JobModel
import JobProfile
import JobSimulator
import Testing

struct SimulationTests {
  private let start = Timestamp(seconds: 1_800_000_000)

  @Test func `the same seed and commands give the same jobs, ids included`() {
    #expect(played(seed: 5) == played(seed: 5))
  }

  @Test func `another seed gives other jobs`() {
    #expect(played(seed: 5).map(\.jobID) != played(seed: 6).map(\.jobID))
  }

  @Test func `how often one looks does not change what one sees`() {
    var seldom = simulation()
    var often = simulation()
    let id = created(&seldom)
    #expect(created(&often) == id)
    for second in 0..<7 { often.advance(to: after(Double(second))) }
    #expect(seldom.status(id, at: after(7)) == often.status(id, at: after(7)))
  }

  @Test func `ids are unguessable, counted, or the number of jobs there are`() {
    var rules = SimulationRules(seed: 1)
    #expect(firstIDs(rules).allSatisfy { RunID($0.rawValue) != nil })
    rules.ids = .counter
    #expect(firstIDs(rules) == ["1", "2", "3"])
    rules.ids = .count
    #expect(firstIDs(rules) == ["1", "2", "2"])
  }

  @Test func `a key that is known creates nothing`() {
    var simulation = simulation()
    let first = simulation.create(inputs: [:], key: "k", at: start)
    #expect(simulation.create(inputs: [:], key: "k", at: after(1)) == first)
    #expect(simulation.create(inputs: [:], key: "other", at: after(1)) != first)
    #expect(simulation.count == 2)
  }

  @Test func `an id that the client chose is taken once`() {
    var simulation = simulation()
    #expect(simulation.create(inputs: [:], id: "mine", at: start) == .jobs(["mine"]))
    #expect(simulation.create(inputs: [:], id: "mine", at: start) == .taken("mine"))
  }

  @Test func `a list among the inputs makes a job for each of its elements`() {
    var rules = SimulationRules(seed: 1)
    rules.jobsInput = "languages"
    var simulation = Simulation(rules: rules, start: start)
    _ = simulation.create(inputs: ["languages": ["Hindi", "Thai"], "url": "x"], at: start)
    #expect(
      simulation.jobs.map(\.inputs) == [
        ["language": "Hindi", "url": "x"], ["language": "Thai", "url": "x"],
      ]
    )
  }

  @Test func `a cancelled job stays as it was`() {
    var simulation = simulation()
    let id = created(&simulation)
    #expect(simulation.cancel(id, at: after(3)) == .done)
    let facts = simulation.status(id, at: after(60))
    #expect(facts?.state?.state == .cancelled)
    #expect(facts?.finished == after(3))
    #expect(facts?.progress ?? 1 < 1)
    #expect(simulation.nextChange == nil)
  }

  @Test func `what has ended cannot be cancelled`() {
    var simulation = simulation()
    let id = created(&simulation)
    let reason = "job \(id) is already completed"
    #expect(simulation.cancel(id, at: after(60)) == .refused(reason: reason))
    #expect(simulation.cancel("nobody", at: after(60)) == .missing)
  }

  @Test func `a retry opens a new run of the same job`() {
    var simulation = simulation { $0.failure = .probability(1) }
    let id = created(&simulation)
    #expect(simulation.status(id, at: after(60))?.state?.state == .failed)
    #expect(simulation.retry(id, at: after(60)) == .done)
    #expect(simulation.status(id, at: after(60))?.state?.state == .pending)
    #expect(simulation.status(id, at: after(60))?.created == start)
    #expect(simulation.status(id, at: after(66))?.finished == after(65))
  }

  @Test func `only a failed or cancelled job can be retried`() {
    var simulation = simulation()
    let id = created(&simulation)
    let rule = "only a failed or cancelled job can be retried"
    #expect(simulation.retry(id, at: start) == .refused(reason: "job \(id) is pending; \(rule)"))
    #expect(
      simulation.retry(id, at: after(60)) == .refused(reason: "job \(id) is completed; \(rule)")
    )
    #expect(simulation.retry("nobody", at: start) == .missing)
  }

  @Test func `a deleted job is gone, and its key with it`() {
    var simulation = simulation()
    let first = simulation.create(inputs: [:], key: "k", at: start)
    let id = simulation.jobs[0].id
    #expect(simulation.delete(id, at: start) == .done)
    #expect(simulation.status(id, at: start) == nil)
    #expect(simulation.nextChange == nil)
    #expect(simulation.create(inputs: [:], key: "k", at: start) != first)
  }

  @Test func `a server of one job has it from the start`() {
    let simulation = simulation { $0.hasOneJob = true }
    #expect(simulation.jobs.map(\.id) == [.only])
  }

  @Test func `an end that is drawn for each answer changes from answer to answer`() {
    var simulation = simulation {
      $0.redraw = .ended
      $0.failure = .probability(0.5)
    }
    let id = created(&simulation)
    let early = (0..<20).map { _ in simulation.status(id, at: start)?.state?.state }
    let late = (0..<20).map { _ in simulation.status(id, at: after(60))?.state?.state }
    #expect(Set(early) == [.pending])
    #expect(Set(late) == [.completed, .failed])
  }

  @Test func `an end may also be drawn before its time`() {
    var simulation = simulation {
      $0.redraw = .always
      $0.failure = .probability(0.5)
    }
    let id = created(&simulation)
    let states = (0..<20).map { _ in simulation.status(id, at: start)?.state?.state }
    #expect(Set(states) == [.pending, .failed])
  }

  // MARK: -

  private func simulation(
    _ change: (inout SimulationRules) -> Void = { _ in }
  ) -> Simulation {
    var rules = SimulationRules(seed: 1)
    change(&rules)
    return Simulation(rules: rules, start: start)
  }

  private func created(_ simulation: inout Simulation) -> JobID {
    _ = simulation.create(inputs: [:], at: start)
    return simulation.jobs.last?.id ?? .only
  }

  private func firstIDs(_ rules: SimulationRules) -> [JobID] {
    var simulation = Simulation(rules: rules, start: start)
    var ids = [created(&simulation), created(&simulation)]
    if rules.ids == .count { _ = simulation.delete(ids[1], at: start) }
    ids.append(created(&simulation))
    return ids
  }

  private func after(_ seconds: Double) -> Timestamp {
    start.advanced(by: .seconds(seconds))
  }

  private func played(seed: UInt64) -> [JobFacts] {
    var rules = SimulationRules(seed: seed)
    rules.start = 3
    rules.length = .range(.seconds(5)...(.seconds(30)))
    var simulation = Simulation(rules: rules, start: start)
    _ = simulation.create(inputs: [:], at: after(1))
    _ = simulation.cancel(simulation.jobs[1].id, at: after(2))
    return simulation.list(.init(), at: after(9)).jobs
  }
}
