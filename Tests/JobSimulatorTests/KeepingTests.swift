import Foundation
import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import JobStore
import TestSupport
import Testing

/// What a server keeps in a file while one process after the other plays it.
struct KeepingTests {
  private let path: String
  private let clock = TestClock()

  init() {
    path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
  }

  /// A process that plays the server, and its end: what it has not written down is gone.
  private func process<Value>(
    _ profile: String = "jobtop",
    _ recorder: WebhookRecorder = WebhookRecorder(),
    seed: UInt64 = 1,
    _ body: (InProcessServer) async throws -> Value
  ) async throws -> Value {
    let archive = ServerArchive(file: try RecordFile(path: path), space: profile)
    var options = SimulatorOptions()
    options.seed = seed
    let server = try InProcessServer(
      #require(Profile.builtIn(profile)),
      options: options,
      webhooks: recorder,
      archive: archive,
      clock: clock
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await server.server.play() }
      let value = try await body(server)
      group.cancelAll()
      return value
    }
  }

  @Test func `ids that are alike up to a NUL are kept as those of different jobs`() async throws {
    let ids = [#"a\u0000b"#, #"a\u0000c"#]
    try await process("client-id") { server in
      for id in ids {
        let made = await server.send(.post, "/start", body: #"{"job_id":"\#(id)"}"#)
        #expect(made.code == 200)
      }
    }
    try await process("client-id") { server in
      for id in ["a%00b", "a%00c"] {
        #expect(await server.send(.get, "/status?job_id=\(id)").code == 200)
      }
    }
  }

  @Test func `jobs, keys and revisions are what they were, and time has gone on`() async throws {
    let name = try #require(HTTPField.Name("Idempotency-Key"))
    let key: HTTPFields = [name: "one"]
    let (first, cancelled) = try await process { server in
      let first = await server.send(.post, "/v1/jobs", headers: key, body: #"{"duration":10}"#)
      let second = await server.send(.post, "/v1/jobs", body: #"{"duration":20,"title":"two"}"#)
      let id = try #require(second.json?["id"]?.string)
      server.clock.jump(by: .seconds(5))
      let cancelled = await server.send(.post, "/v1/jobs/\(id)/cancel").json
      #expect(await server.send(.delete, "/v1/jobs/nobody").code == 405)
      return (first.json, cancelled)
    }
    clock.jump(by: .seconds(60))
    let id = try #require(first?["id"]?.string)
    try await process(seed: 9) { server in
      let again = await server.send(.post, "/v1/jobs", headers: key, body: "{}").json
      #expect(again?["id"] == first?["id"])
      #expect(again?["status"] == "completed")
      let list = try #require(await server.send(.get, "/v1/jobs").json)
      #expect(list["jobs"]?[0]?["id"] == cancelled?["id"])
      #expect(list["jobs"]?[0]?["status"] == "cancelled")
      #expect(list["jobs"]?[0]?["title"] == "two")
      #expect(list["jobs"]?[0]?["revision"] == cancelled?["revision"])
      let retried = await server.send(.post, "/v1/jobs/\(id)/retry")
      #expect(retried.code == 409)
      let next = await server.send(.post, "/v1/jobs", body: "{}").json
      #expect(next?["id"] != first?["id"])
    }
  }

  @Test func `numbers go on counting, and what was deleted stays away`() async throws {
    let jobs = "/api/jobs/"
    try await process("ray") { server in
      for id in ["a", "b"] {
        let body = #"{"entrypoint":"sleep 1","submission_id":"\#(id)"}"#
        #expect(await server.send(.post, jobs, body: body).json?["job_id"] == .string(id))
      }
      #expect(await server.send(.delete, jobs + "a").json?["deleted"] == true)
    }
    try await process("ray") { server in
      #expect(await server.send(.get, jobs + "a").code == 404)
      #expect(await server.send(.get, jobs + "b").json?["submission_id"] == "b")
    }
    let submit = "/slurm/v0.0.38/job/submit"
    let script = ##"{"script":"#!/bin/sh","job":{"current_working_directory":"/"}}"##
    for numbers in [1...3, 4...4] {
      try await process("slurm") { server in
        for number in numbers {
          let answer = await server.send(.post, submit, body: script)
          #expect(answer.json?["job_id"]?.integer == number)
        }
      }
    }
  }

  @Test
  func `a webhook stays registered, and hears again under its name what may not have arrived`()
    async throws
  {
    let lost = WebhookRecorder(codes: [nil, nil, nil, nil])
    let (first, registered) = try await process("jobtop", lost) { server in
      let hook = await server.send(
        .post,
        "/v1/webhooks",
        body: #"{"url":"https://a.example.org/x"}"#
      )
      #expect(hook.code == 201)
      _ = await server.send(.post, "/v1/jobs", body: #"{"duration":1000}"#)
      return (try #require(await lost.next().first), hook.json?["id"])
    }
    let recorder = WebhookRecorder()
    try await process("jobtop", recorder) { server in
      // Who renews right after a restart is the same one.
      let renewed = await server.send(
        .post,
        "/v1/webhooks",
        body: #"{"url":"https://a.example.org/x"}"#
      )
      #expect(renewed.json?["id"] == registered)
      let again = try #require(await recorder.next().first)
      let name = try #require(HTTPField.Name("webhook-id"))
      #expect(again.headers[name] == first.headers[name])
      #expect(again.body == first.body)
      let job = await server.send(.post, "/v1/jobs", body: #"{"duration":1000}"#).json
      let other = try #require(await recorder.next().first)
      #expect(try JSON(parsing: other.body)["data"] == job)
    }
  }

  @Test func `a webhook hears after a restart of every change that it did not hear of`()
    async throws
  {
    let id = try #require(HTTPField.Name("webhook-id"))
    let lost = WebhookRecorder(codes: Array(repeating: nil, count: 20))
    let before = try await process("jobtop", lost) { server in
      let hook = #"{"url":"https://a.example.org/x"}"#
      #expect(await server.send(.post, "/v1/webhooks", body: hook).code == 201)
      let job = await server.send(.post, "/v1/jobs", body: #"{"duration":1000}"#).json
      let created = try #require(await lost.next().first)
      let path = "/v1/jobs/\(job?["id"]?.string ?? "")/cancel"
      #expect(await server.send(.post, path).code == 202)
      var messages = [created]
      while !messages.contains(where: { $0.text.contains("cancelled") }) {
        messages += await lost.next()
      }
      return Dictionary(messages.map { ($0.headers[id] ?? "", $0.text) }) { first, _ in first }
    }
    #expect(before.count == 2)
    let recorder = WebhookRecorder()
    let after = try await process("jobtop", recorder) { _ in await recorder.next(2) }
    #expect(Dictionary(after.map { ($0.headers[id] ?? "", $0.text) }) { $1 } == before)
    // What has arrived is not told again.
    let third = WebhookRecorder()
    try await process("jobtop", third) { server in
      let job = await server.send(.post, "/v1/jobs", body: #"{"duration":1000}"#).json
      let next = try #require(await third.next().first)
      #expect(try JSON(parsing: next.body)["data"] == job)
    }
  }

  @Test func `one process at a time has the file, and nobody else's is taken`() async throws {
    try await process { _ in
      let failure = #expect(throws: RecordFile.Failure.self) { try RecordFile(path: path) }
      #expect(failure?.why == "another process has it open")
    }
    let other = path + ".txt"
    try "not ours".write(toFile: other, atomically: true, encoding: .utf8)
    #expect(throws: RecordFile.Failure.self) { try RecordFile(path: other) }
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "not ours")
  }
}
