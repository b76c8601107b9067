import JobModel
import JobProfile
import JobSimulator
import Testing

struct SimulationListTests {
  private let start = Timestamp(seconds: 1_800_000_000)

  @Test func `a list begins with the newest job`() {
    var simulation = simulation(jobs: 3)
    #expect(ids(simulation.list(.init(), at: start)) == ["3", "2", "1"])
  }

  @Test func `pages end where the jobs end`() {
    var simulation = simulation(jobs: 5)
    var pages: [[JobID]] = []
    var query: Simulation.Query? = Simulation.Query(limit: 2)
    while let asked = query {
      let page = simulation.list(asked, at: start)
      pages.append(ids(page))
      query = page.next.map { Simulation.Query(limit: 2, start: .cursor($0)) }
    }
    #expect(pages == [["5", "4"], ["3", "2"], ["1"]])
  }

  @Test func `a job that comes while somebody pages moves nothing`() {
    var simulation = simulation(jobs: 4)
    let first = simulation.list(.init(limit: 2), at: start)
    _ = simulation.create(inputs: [:], at: start)
    let second = simulation.list(.init(limit: 2, start: .cursor(first.next ?? 0)), at: start)
    #expect(ids(first) + ids(second) == ["4", "3", "2", "1"])
  }

  @Test func `a list can begin after so many jobs`() {
    var simulation = simulation(jobs: 5)
    let page = simulation.list(.init(limit: 2, start: .offset(3)), at: start)
    #expect(ids(page) == ["2", "1"])
    #expect(page.next == nil)
    #expect(page.total == 5)
  }

  @Test func `a list can be of some states, one kind, or what changed`() {
    var simulation = simulation(jobs: 2)
    _ = simulation.create(inputs: ["kind": "render"], at: start)
    _ = simulation.cancel("1", at: after(0.1))
    #expect(ids(simulation.list(.init(states: [.cancelled]), at: after(0.1))) == ["1"])
    #expect(ids(simulation.list(.init(states: [.pending]), at: after(0.1))) == ["3", "2"])
    #expect(ids(simulation.list(.init(kind: "render"), at: after(0.1))) == ["3"])
    #expect(ids(simulation.list(.init(changedSince: after(0.1)), at: after(0.1))) == ["1"])
  }

  @Test func `every change counts, in the order of its instant`() {
    var simulation = simulation(jobs: 1)
    #expect(simulation.revision == 1)
    simulation.advance(to: after(60))
    #expect(simulation.revision == 3)
    #expect(simulation.jobs.map(\.revision) == [3])
  }

  @Test func `who knows a revision hears only what changed after it`() {
    var simulation = simulation(jobs: 3)
    let known = simulation.revision
    _ = simulation.cancel("2", at: start)
    _ = simulation.cancel("1", at: start)
    let changes = simulation.changes(after: known, at: start)
    #expect(changes.map(\.jobID) == ["2", "1"])
    #expect(changes.map(\.revision) == ["4", "5"])
    #expect(simulation.changes(after: 5, at: start) == [])
  }

  @Test func `a job that changed twice is told once, as it stands now`() {
    var simulation = simulation(jobs: 1)
    simulation.advance(to: after(60))
    let changes = simulation.changes(after: 0, at: after(60))
    #expect(changes.map(\.state?.state) == [.completed])
  }

  @Test func `the log of changes forgets what nobody can ask for`() {
    var simulation = simulation(jobs: 1) { $0.progress = .step(0.001) }
    simulation.advance(to: after(60))
    #expect(simulation.revision > 1000)
    #expect(simulation.logLength < 80)
    #expect(simulation.changes(after: 0, at: after(60)).count == 1)
  }

  @Test func `the next change is the earliest of all jobs`() {
    var simulation = simulation(jobs: 3)
    var instants: [Timestamp] = []
    while let next = simulation.nextChange {
      instants.append(next)
      simulation.advance(to: next)
    }
    #expect(instants == instants.sorted())
    #expect(instants.last == after(5))
    #expect(simulation.list(.init(states: [.completed]), at: after(5)).total == 3)
  }

  // MARK: -

  private func simulation(
    jobs: Int,
    _ change: (inout SimulationRules) -> Void = { _ in }
  ) -> Simulation {
    var rules = SimulationRules(seed: 1)
    rules.ids = .counter
    change(&rules)
    var simulation = Simulation(rules: rules, start: start)
    for _ in 0..<jobs { _ = simulation.create(inputs: [:], at: start) }
    return simulation
  }

  private func ids(_ page: Simulation.Page) -> [JobID] { page.jobs.compactMap(\.jobID) }

  private func after(_ seconds: Double) -> Timestamp {
    start.advanced(by: .seconds(seconds))
  }
}
