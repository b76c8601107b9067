import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What faults do to requests, without a socket.
struct FaultTests {
  @Test(arguments: [
    ("refuse", "reset", 0), ("hang", "silence", 0), ("503", "503", 0), ("429", "429", 0),
    ("drop", "cut 201", 1), ("slow=2s", "2.0 s late 201", 1), ("list-only", "201", 1),
  ])
  func `a create is answered so, and done or not`(
    fault: String,
    reply: String,
    jobs: Int
  ) async throws {
    let other = "{fault: hang, on: [list]}"
    let server = try server([fault == "list-only" ? other : fault])
    #expect(Self.line(await server.reply(.post, "/v1/jobs", body: "{}")) == reply)
    _ = await server.send(.delete, "/.control/faults")
    #expect(await server.send(.get, "/v1/jobs").json?["jobs"]?.count == jobs)
  }

  @Test(arguments: Profile.builtInNames)
  func `one request too many is told in every profile, with the time to wait`(
    profile: String
  ) async throws {
    let answer = await (try server(["429=7s"], profile: profile)).send(.get, "/")
    #expect(answer.code == 429)
    #expect(answer.headers[.retryAfter] == "7")
  }

  @Test func `a fault lasts from when to when it is said, at the speed of the jobs`() async throws {
    var options = SimulatorOptions()
    options.speed = 10
    let server = try server(["{fault: 500, from: 100s, for: 50s}"], options: options)
    var codes: [Int] = []
    for step in [0, 9_999, 1, 4_999, 1] {
      server.clock.jump(by: .milliseconds(step))
      codes.append(await server.send(.get, "/v1/jobs").code)
    }
    #expect(codes == [200, 200, 500, 500, 200])
  }

  @Test func `a status flaps, and the next one knows better`() async throws {
    let server = try server(["{fault: flapping, for: 1s}"])
    let path = await create(server)
    let first = await server.send(.get, path).json
    #expect(first?["status"] == "failed")
    #expect(first?["reason"]?.string == "the worker could not be reached")
    server.clock.jump(by: .seconds(1))
    #expect(await server.send(.get, path).json?["status"] == "pending")
  }

  @Test func `an answer is as old as allowed, and no older`() async throws {
    let server = try server(["{fault: stale=10s, on: [status]}"])
    let path = await create(server)
    let first = await server.send(.get, path)
    server.clock.jump(by: .milliseconds(9_999))
    #expect(await server.send(.get, path) == first)
    server.clock.jump(by: .milliseconds(1))
    #expect(await server.send(.get, path).json?["status"] == "completed")
  }

  @Test func `a clock that is ahead shows in all times, and its own times are understood`()
    async throws
  {
    let server = try server(["clock-skew=7m"])
    let path = await create(server)
    let time = await server.send(.get, path).json?["created_at"]?.string
    #expect(time == "2027-01-15T08:07:00.000Z")
    let since = "/v1/jobs?changed_since=2027-01-15T08:07:0"
    #expect(await server.send(.get, since + "0Z").json?["jobs"]?.count == 1)
    #expect(await server.send(.get, since + "1Z").json?["jobs"]?.count == 0)
  }

  // MARK: amnesia

  @Test func `after amnesia ids that count begin again, for other jobs`() async throws {
    let server = try server(["amnesia=60s"], profile: "socketio")
    for _ in 1...3 { _ = await server.send(.post, "/createJob") }
    server.clock.jump(by: .milliseconds(59_999))
    #expect(await server.send(.get, "/status/3").code == 200)
    server.clock.jump(by: .milliseconds(1))
    #expect(await server.send(.get, "/status/3").code == 404)
    #expect(await server.send(.post, "/createJob").text == #"{"jobId":"1"}"#)
    let status = await server.send(.get, "/status/1").text
    #expect(status == #"{"jobId":"1","status":"pending"}"#)
  }

  @Test func `after amnesia drawn ids do not come back, nor what a key made`() async throws {
    let server = try server(["amnesia=60s"])
    let key = HTTPField.Name("Idempotency-Key") ?? .from
    let first = await server.send(.post, "/v1/jobs", headers: [key: "a"]).json?["id"]
    server.clock.jump(by: .seconds(60))
    let second = await server.send(.post, "/v1/jobs", headers: [key: "a"]).json?["id"]
    #expect(first != second)
    let list = await server.send(.get, "/v1/jobs").json?["jobs"]
    #expect(list?.count == 1)
    #expect(list?[0]?["id"] == second)
  }

  @Test func `a server with one job begins that anew`() async throws {
    let server = try server(["amnesia=60s"], profile: "websocket")
    server.clock.jump(by: .milliseconds(59_999))
    #expect(await server.send(.get, "/status").json?["result"]?.string != "pending")
    server.clock.jump(by: .milliseconds(1))
    #expect(await server.send(.get, "/status").json?["result"] == "pending")
  }

  // MARK: chance

  @Test func `chance is drawn from the seed and the number of the request`() async throws {
    func codes(seed: UInt64) async throws -> [Int] {
      var options = SimulatorOptions()
      options.seed = seed
      let server = try server(["500=0.3"], options: options)
      var codes: [Int] = []
      for _ in 1...100 { codes.append(await server.send(.get, "/v1/jobs").code) }
      return codes
    }
    let first = try await codes(seed: 1)
    #expect((15...45).contains(first.count { $0 == 500 }))
    #expect(try await codes(seed: 1) == first)
    #expect(try await codes(seed: 2) != first)
  }

  @Test(arguments: Scenario.builtInNames)
  func `the same seed and requests give the same bodies`(name: String) async throws {
    let scenario = try Scenario.builtIn(name)
    func lines() async throws -> [String] {
      let server = try InProcessServer("jobtop", scenario: scenario)
      var lines: [String] = []
      for step in 1...30 {
        lines.append(Self.line(await server.reply(.post, "/v1/jobs", body: "{}"), full: true))
        lines.append(Self.line(await server.reply(.get, "/v1/jobs?limit=20"), full: true))
        server.clock.jump(by: .milliseconds(step * 61))
      }
      return lines
    }
    let first = try await lines()
    #expect(try await lines() == first)
    #expect(Set(first).count > 30)
  }

  // MARK: -

  private func server(
    _ faults: [String],
    profile: String = "jobtop",
    options: SimulatorOptions = SimulatorOptions()
  ) throws -> InProcessServer {
    var options = options
    options.length = .either([.seconds(10)])
    options.faults = try faults.flatMap { try FaultRule.rules(yaml: $0, file: "test") }
    return try InProcessServer(profile, options: options)
  }

  private func create(_ server: InProcessServer) async -> String {
    await server.send(.post, "/v1/jobs").headers[.location] ?? ""
  }

  private static func line(_ reply: ServerReply, full: Bool = false) -> String {
    switch reply {
    case .answer(let answer): full ? "\(answer.code) \(answer.text)" : "\(answer.code)"
    case .cut(let answer): "cut " + line(.answer(answer), full: full)
    case .late(let delay, let reply): "\(delay.inSeconds) s late " + line(reply, full: full)
    case .silence: "silence"
    case .reset: "reset"
    case .held: "held"
    case .events: "events"
    }
  }
}

extension JSON {
  fileprivate var count: Int? {
    guard case .array(let elements) = self else { return nil }
    return elements.count
  }
}
