import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// Jobs that come by themselves, and rules that change while a server runs.
@Suite(.timeLimit(.minutes(3)))
struct ArrivalTests {
  private let start = Timestamp(seconds: 1_800_000_000)

  private func simulation(
    _ arrivals: ArrivalRule,
    seed: UInt64 = 1,
    speed: Double = 1,
    profile: String = "jobtop"
  ) throws -> Simulation {
    var scenario = Scenario(name: "x")
    scenario.arrivals = arrivals
    var options = SimulatorOptions()
    options.seed = seed
    options.speed = speed
    let profile = try #require(Profile.builtIn(profile))
    let rules = SimulationRules(profile: profile, scenario: scenario, options: options)
    return Simulation(rules: rules, start: start)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `so many come in a minute, on average`(seed: UInt64) throws {
    var simulation = try simulation(ArrivalRule(rate: 30), seed: seed)
    #expect(simulation.count == 0)
    simulation.advance(to: start.advanced(by: .seconds(60 * 20)))
    // 600 are expected; more than four standard deviations from it would be no chance.
    #expect((500...700).contains(simulation.count))
  }

  @Test func `the cap ends it`() throws {
    var simulation = try simulation(ArrivalRule(rate: 60, cap: 25))
    simulation.advance(to: start.advanced(by: .seconds(3600)))
    #expect(simulation.count == 25)
    #expect(simulation.nextChange == nil)
  }

  @Test func `the same seed gives the same jobs at the same instants, however it is looked at`()
    throws
  {
    var often = try simulation(ArrivalRule(rate: 40))
    var once = often
    for second in 1...120 { often.advance(to: start.advanced(by: .seconds(second))) }
    once.advance(to: start.advanced(by: .seconds(120)))
    #expect(often.jobs == once.jobs && once.count > 40)
    var other = try simulation(ArrivalRule(rate: 40), seed: 2)
    other.advance(to: start.advanced(by: .seconds(120)))
    #expect(other.jobs.map(\.created) != once.jobs.map(\.created))
  }

  @Test func `they come faster where time passes faster`() throws {
    var slow = try simulation(ArrivalRule(rate: 12, cap: 10))
    var fast = try simulation(ArrivalRule(rate: 12, cap: 10), speed: 4)
    slow.advance(to: start.advanced(by: .seconds(3600)))
    fast.advance(to: start.advanced(by: .seconds(3600)))
    for (one, other) in zip(slow.jobs, fast.jobs) {
      let (long, short) = (start.duration(to: one.created), start.duration(to: other.created))
      #expect(abs((long / 4 - short).inSeconds) < 0.001)
    }
  }

  @Test func `none come to a server that has one job`() throws {
    var simulation = try simulation(ArrivalRule(rate: 600), profile: "hint")
    simulation.advance(to: start.advanced(by: .seconds(60)))
    #expect(simulation.count == 1)
  }

  @Test func `one that comes is told to those who listen`() async throws {
    var scenario = Scenario(name: "x")
    scenario.arrivals = ArrivalRule(rate: 60, cap: 1)
    let server = try InProcessServer("jobtop", scenario: scenario)
    async let _: Void = server.server.play()
    var events = try #require(await server.events("/v1/events")).makeAsyncIterator()
    await server.clock.waitForSleepers(2)
    server.clock.jump(by: .seconds(30))
    let told = String(decoding: await events.next() ?? [], as: UTF8.self)
    #expect(told.contains("event: job\n"))
    #expect(await server.send(.get, "/v1/jobs").json?["jobs"]?[0]?["id"] != nil)
  }

  @Test func `another scenario is followed by new jobs, the others go on as they were to`()
    async throws
  {
    var slow = Scenario(name: "slow")
    slow.length = .either([.seconds(100)])
    slow.failure = 0
    let server = try InProcessServer("jobtop", scenario: slow)
    let former = try await create(server)
    var fast = slow
    fast.length = .either([.seconds(2)])
    fast.faults = [try FaultRule(written: "clock-skew=1h")]
    await server.server.follow(fast)
    let latter = try await create(server)
    server.clock.jump(by: .seconds(2))
    #expect(await server.send(.get, "/v1/jobs/\(latter)").json?["status"] == "completed")
    #expect(await server.send(.get, "/v1/jobs/\(former)").json?["status"] != "completed")
    server.clock.jump(by: .seconds(98))
    let end = await server.send(.get, "/v1/jobs/\(former)").json
    #expect(end?["status"] == "completed")
    // The faults of the new scenario hold, too: all times are an hour late.
    #expect(end?["finished_at"] == "2027-01-15T09:01:40.000Z")
  }

  private func create(_ server: InProcessServer) async throws -> String {
    try #require(await server.send(.post, "/v1/jobs", body: "{}").json?["id"]?.string)
  }
}
