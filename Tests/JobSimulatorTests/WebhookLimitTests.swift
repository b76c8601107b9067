import Foundation
import HTTPTypes
import JobModel
import JobProfile
import JobStore
import TestSupport
import Testing

@testable import JobSimulator

/// How much of a server those who want to be told may take.
@Suite(.timeLimit(.minutes(1)))
struct WebhookLimitTests {
  private let clock = TestClock()

  @Test func `a client has its share of webhooks, and all together have theirs`() async throws {
    var limits = WebhookLimits()
    limits.webhooks = 3
    limits.webhooksPerClient = 2
    try await withServer(limits) { server in
      for path in ["1", "2", "1"] {
        #expect(await server.register(path, from: "192.0.2.1").code == 201)
      }
      let more = await server.register("3", from: "192.0.2.1")
      #expect(more.code == 507)
      #expect(more.headers[.contentType] == "application/problem+json")
      #expect(more.json?["detail"]?.string?.contains("may have 2 webhooks") == true)
      let third = await server.register("3", from: "192.0.2.2")
      #expect(third.code == 201)
      let full = await server.register("4", from: "192.0.2.2")
      #expect(full.code == 507)
      #expect(full.json?["detail"]?.string?.contains("There are 3 webhooks") == true)
      let id = try #require(third.json?["id"]?.string)
      #expect(await server.send(.delete, "/v1/webhooks/\(id)").code == 204)
      #expect(await server.register("4", from: "192.0.2.2").code == 201)
    }
  }

  @Test func `a key has its share wherever it is used`() async throws {
    var limits = WebhookLimits()
    limits.webhooksPerClient = 1
    let keys = ["ann", "bob"].map {
      AccessKey(name: $0, credentials: Credentials(token: $0), role: .writer)
    }
    try await withServer(limits, keys: keys) { server in
      let (ann, bob): (HTTPFields, HTTPFields) = (
        [.authorization: "Bearer ann"], [.authorization: "Bearer bob"]
      )
      #expect(await server.register("1", from: "192.0.2.1", ann).code == 201)
      #expect(await server.register("2", from: "192.0.2.2", ann).code == 507)
      #expect(await server.register("2", from: "192.0.2.1", bob).code == 201)
    }
  }

  @Test func `a share is taken up also after a restart`() async throws {
    var limits = WebhookLimits()
    limits.webhooksPerClient = 1
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    for (name, code) in [("1", 201), ("2", 507)] {
      let archive = ServerArchive(file: try RecordFile(path: path), space: "jobtop")
      try await withServer(limits, archive: archive) { server in
        #expect(await server.register(name, from: "192.0.2.1").code == code)
      }
    }
  }

  @Test func `a job that would call back where too many do is not made`() async throws {
    var limits = WebhookLimits()
    limits.callbacks = 1
    try await withServer(limits, profile: .callback()) { server in
      let body = #"{"hook":"http://a.example.org/x"}"#
      #expect(await server.post("/jobs", body).code == 201)
      #expect(await server.post("/jobs", body).code == 507)
      #expect(await server.post("/jobs", "{}").json?["id"] == "2")
    }
  }

  @Test func `requests are bounded to each host and in all`() async throws {
    var limits = WebhookLimits()
    limits.requests = 3
    limits.requestsPerHost = 2
    let carrier = HeldCarrier()
    try await withServer(limits, carrier: carrier) { server in
      for path in 1...4 {
        for host in ["a", "b"] {
          let url = #"{"url":"http://\#(host).example.org/\#(path)"}"#
          #expect(await server.post("/v1/webhooks", url).code == 201)
        }
      }
      _ = await server.post("/v1/jobs", #"{"duration":1000}"#)
      await carrier.next(3)
      for begun in 4...11 {
        await carrier.answerFirst(200)
        if begun <= 8 { await carrier.next() }
      }
      #expect(await carrier.mostInAll == 3)
      #expect(await carrier.most == ["a.example.org": 2, "b.example.org": 2])
    }
  }

  @Test func `a receiver that is silent is asked once at a time until it answers`() async throws {
    let carrier = HeldCarrier()
    try await withServer(WebhookLimits(), carrier: carrier) { server in
      #expect(await server.register("x").code == 201)
      for _ in 1...3 { _ = await server.post("/v1/jobs", #"{"duration":31000000}"#) }
      await carrier.next(3)
      for _ in 1...3 { await carrier.answerFirst(nil) }
      await clock.waitForSleepers(5)
      await carrier.forgetMost()
      clock.jump(by: .seconds(1))
      await carrier.next()
      await carrier.answerFirst(nil)
      await carrier.next()
      #expect(await carrier.mostInAll == 1)
      await carrier.answerFirst(200)
      await carrier.next()
      await carrier.answerAll(200)
    }
  }

  @Test func `what waits for receivers that fail is bounded in all`() async throws {
    var limits = WebhookLimits()
    limits.messages = 2
    let recorder = WebhookRecorder(codes: [500, 500, 200, 200])
    try await withServer(limits, carrier: recorder) { server in
      #expect(await server.register("x").code == 201)
      var ids: [String] = []
      for _ in 1...3 {
        let job = await server.post("/v1/jobs", #"{"duration":31000000}"#).json
        ids.append(try #require(job?["id"]?.string))
      }
      _ = await recorder.next(2)
      // The third waits in the simulation, and is told as it stands when there is room.
      _ = await server.post("/v1/jobs/\(ids[2])/cancel", nil)
      await clock.waitForSleepers(4)
      clock.jump(by: .seconds(1))
      let last = try #require(await recorder.next(3).last?.body)
      let told = try JSON(parsing: last)["data"]
      #expect(told?["id"]?.string == ids[2])
      #expect(told?["status"] == "cancelled")
    }
  }

  @Test func `what a receiver that fails was not told yet is left in the simulation at the end`()
    async throws
  {
    var limits = WebhookLimits()
    limits.messages = 1
    let recorder = WebhookRecorder(codes: Array(repeating: 500, count: 9))
    let server = try await withServer(limits, carrier: recorder) { server in
      #expect(await server.register("x").code == 201)
      for _ in 1...3 { _ = await server.post("/v1/jobs", #"{"duration":31000000}"#) }
      _ = await recorder.next()
      await clock.waitForSleepers(3)
    }
    // The one that waits is tried again.
    #expect(await recorder.next(9).count == 1)
    #expect(await server.server.untold() == ["hooks.example.org": 3])
  }

  @Test func `each of many webhooks keeps fewer messages, and one at least`() {
    let limits = WebhookLimits()
    #expect([1, 64, 1_000, 20_000].map(limits.messages) == [256, 256, 16, 1])
  }

  // MARK: -

  @discardableResult
  private func withServer(
    _ limits: WebhookLimits,
    profile: Profile? = nil,
    keys: [AccessKey] = [],
    carrier: any WebhookCarrier = WebhookRecorder(),
    archive: ServerArchive? = nil,
    _ body: (InProcessServer) async throws -> Void
  ) async throws -> InProcessServer {
    var options = SimulatorOptions()
    options.webhookLimits = limits
    options.keys = keys
    let server = try InProcessServer(
      try profile ?? #require(Profile.builtIn("jobtop")),
      options: options,
      webhooks: carrier,
      archive: archive,
      clock: clock
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await server.server.play() }
      try await body(server)
      group.cancelAll()
    }
    return server
  }
}

extension InProcessServer {
  fileprivate func register(
    _ path: String,
    from address: String = "",
    _ headers: HTTPFields = [:]
  ) async -> WireAnswer {
    let body = #"{"url":"https://hooks.example.org/\#(path)"}"#
    return await send(.post, "/v1/webhooks", headers: headers, body: body, from: address)
  }

  fileprivate func post(_ target: String, _ body: String?) async -> WireAnswer {
    await send(.post, target, headers: [.contentType: "application/json"], body: body)
  }
}

/// Receivers that answer when a test says so.
private actor HeldCarrier: WebhookCarrier {
  private var answer: Int??
  private var held: [CheckedContinuation<Int?, Never>] = []
  private var running: [String: Int] = [:]
  /// The most requests at a time, by host.
  private(set) var most: [String: Int] = [:]
  private(set) var mostInAll = 0
  private let (arrivals, arriving) = AsyncStream.makeStream(of: Void.self)

  nonisolated func admits(_ url: WebhookURL) async -> Bool { true }

  func carry(_ message: WebhookMessage) async -> Int? {
    let place = WebhookURL(message.url)?.place ?? ""
    running[place, default: 0] += 1
    most[place] = max(most[place] ?? 0, running[place] ?? 0)
    mostInAll = max(mostInAll, running.values.reduce(0, +))
    let code =
      if let answer {
        answer
      } else {
        await withCheckedContinuation { request in
          held.append(request)
          arriving.yield()
        }
      }
    running[place, default: 1] -= 1
    return code
  }

  /// Waits for further requests.
  nonisolated func next(_ count: Int = 1) async {
    var rest = count
    for await _ in arrivals {
      rest -= 1
      if rest == 0 { return }
    }
  }

  func answerFirst(_ code: Int?) {
    held.removeFirst().resume(returning: code)
  }

  /// Answers all from now on.
  func answerAll(_ code: Int?) {
    answer = .some(code)
    for request in held { request.resume(returning: code) }
    held = []
  }

  func forgetMost() {
    (most, mostInAll) = ([:], 0)
  }

  func close() {}
}
