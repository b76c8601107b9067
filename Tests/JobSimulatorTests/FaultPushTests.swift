import HTTPTypes
import JobModel
import JobProfile
import TestSupport
import Testing

@testable import JobSimulator

/// What faults do to what a server tells by itself.
@Suite(.timeLimit(.minutes(3)))
struct FaultPushTests {
  private static let messages = (1...40).map { revision in
    Announcement(job: JobID("\(revision)"), revision: revision, text: "\(revision)")
  }

  @Test func `what happens to no message leaves their order`() {
    #expect(told([]) == Self.messages.map(\.revision))
    #expect(told(["lost-push=0", "duplicate-push=0", "hang"]) == Self.messages.map(\.revision))
  }

  @Test func `some are lost, the others keep their order`() {
    let told = told(["lost-push=0.3"])
    #expect((20...36).contains(told.count))
    #expect(told == told.sorted())
    #expect(Set(told).count == told.count)
  }

  @Test func `some come twice, one behind the other`() {
    let told = told(["duplicate-push=0.3"])
    #expect((44...60).contains(told.count))
    #expect(told == told.sorted())
    #expect(Set(told).count == 40)
  }

  @Test func `some are overtaken, none is lost`() {
    let told = told(["reordered-push=0.3"])
    #expect(told != told.sorted())
    #expect(told.sorted() == Self.messages.map(\.revision))
  }

  @Test func `a mute server tells nothing`() {
    #expect(told(["mute-push"]) == [])
  }

  @Test func `another seed draws other messages, the same seed the same`() {
    let first = told(["lost-push=0.3"], seed: 1)
    #expect(told(["lost-push=0.3"], seed: 1) == first)
    #expect(told(["lost-push=0.3"], seed: 2) != first)
  }

  @Test func `a message that is told again has another fate`() {
    let plan = plan(["lost-push=0.5"], seed: 1)
    let trouble = plan.trouble(at: Self.now)
    let fates = Set((1...40).map { trouble.fate(of: 7, message: $0) })
    #expect(fates == [.told, .lost])
  }

  // MARK: at the wire

  @Test func `a feed of events loses some`() async throws {
    var options = SimulatorOptions()
    options.faults = [FaultRule(.lostPush, chance: 0.5)]
    var scenario = Scenario(name: "crowd")
    scenario.start = 100
    let server = try InProcessServer("jobtop", scenario: scenario, options: options)
    var events = try #require(await server.events("/v1/events")).makeAsyncIterator()
    let text = String(decoding: await events.next() ?? [], as: UTF8.self)
    #expect((30...70).contains(text.split(separator: "\n\n").count))
  }

  @Test func `a feed of events has the clock of the server`() async throws {
    var options = SimulatorOptions()
    options.faults = [FaultRule(.clockSkew(.seconds(420)))]
    var scenario = Scenario(name: "one")
    scenario.script = [ScriptedJob()]
    let server = try InProcessServer("jobtop", scenario: scenario, options: options)
    var events = try #require(await server.events("/v1/events")).makeAsyncIterator()
    let text = String(decoding: await events.next() ?? [], as: UTF8.self)
    #expect(text.contains(#""created_at":"2027-01-15T08:07:00.000Z""#))
  }

  @Test func `a webhook is posted twice`() async throws {
    let recorder = WebhookRecorder()
    var options = SimulatorOptions()
    options.faults = [FaultRule(.duplicatePush)]
    let server = try InProcessServer(.webhook(), options: options, webhooks: recorder)
    async let _: Void = server.server.play()
    let answer = await server.send(
      .post,
      "/webhooks/register",
      headers: [.contentType: "application/json"],
      body: #"{"url":"http://a/x"}"#
    )
    #expect(answer.code == 200)
    await server.clock.waitForSleepers(2)
    server.clock.jump(by: .seconds(15))
    let messages = await recorder.next(2)
    #expect(Set(messages.map(\.text)).count == 1)
  }

  // MARK: -

  private static let now = Timestamp(seconds: 1_800_000_000)

  private func plan(_ faults: [String], seed: UInt64) -> FaultPlan {
    var plan = FaultPlan(seed: seed)
    let rules = faults.compactMap { try? FaultRule(written: $0) }
    _ = plan.add(rules, since: Self.now)
    return plan
  }

  /// The revisions that are told, in the order in which they are.
  private func told(_ faults: [String], seed: UInt64 = 1) -> [Int] {
    var scramble = PushScramble()
    let trouble = plan(faults, seed: seed).trouble(at: Self.now)
    let told = scramble.pass(Self.messages, trouble) + scramble.takeLate()
    return told.map(\.revision)
  }
}
