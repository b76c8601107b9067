import JobClient
import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

/// Garbage in, one clear error out, and the other jobs go on; on real sockets.
@Suite struct GarbageTests {
  private func profile() throws -> Profile {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      """
    return try Profile(yaml: yaml, file: "x")
  }

  /// What comes of asking about a job.
  private func failure(of job: JobID, _ client: JobClient) async -> JobFailure? {
    do throws(JobFailure) {
      _ = try await client.status(of: job)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: Garbage.kinds)
  func `garbage is one error and the other job goes on`(_ garbage: Garbage) async throws {
    let wasBad = Mutex(false)
    try await ScriptedServer.with { talk in
      while true {
        guard try await talk.hearRequest().head.hasPrefix("GET /jobs/bad ") else {
          let word = wasBad.withLock { $0 } ? "completed" : "pending"
          try await talk.answer(200, #"{"s":"\#(word)"}"#)
          continue
        }
        wasBad.withLock { $0 = true }
        try await talk.say(garbage.bytes)
        if garbage.isLast { return }
      }
    } _: { url in
      let client = try JobClient(
        profile: profile(),
        url: url,
        options: WatchOptions(poll: .fixed(.milliseconds(100)))
      )
      async let good = client.waitForCompletion(of: "good", within: .seconds(60))
      let failure = await failure(of: "bad", client)
      #expect(failure?.description == "127.0.0.1: \(garbage.says)")
      #expect(try await good.state == .completed)
      await client.close()
    }
  }

  @Test(arguments: [true, false])
  func `a body of 50 MB, or without an end, is not waited for`(saysHowLong: Bool) async throws {
    try await ScriptedServer.with { talk in
      _ = try await talk.hearRequest()
      let length = saysHowLong ? "Content-Length: 50000000\r\n" : ""
      try await talk.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\(length)\r\n\"")
      let piece = [UInt8](repeating: 0x61, count: 1 << 16)
      // Until the client has closed.
      while true { try await talk.say(piece) }
    } _: { url in
      let client = try JobClient(profile: profile(), url: url)
      let failure = await failure(of: "bad", client)
      #expect(
        failure?.description == "127.0.0.1: the answer to GET /jobs/bad cannot be read: it is "
          + "longer than 1048576 bytes. Is the profile the right one?"
      )
      await client.close()
    }
  }

  @Test func `an id of 1 MB makes no job`() async throws {
    let id = String(repeating: "7", count: 1_000_000)
    let lines = Mutex<[String]>([])
    try await ScriptedServer.with { talk in
      while true {
        let head = try await talk.hearRequest().head
        lines.withLock { $0.append(String(head.prefix { $0 != "\r\n" })) }
        try await talk.answer(200, #"{"id":"\#(id)"}"#)
      }
    } _: { url in
      let client = try JobClient(profile: profile(), url: url)
      do throws(JobFailure) {
        let id = try await client.create()
        Issue.record("a job with an id of \(id.rawValue.utf8.count) bytes")
      } catch {
        #expect(error.description.contains("its id is longer than 1024 bytes"))
        #expect(error.description.hasPrefix("127.0.0.1 "))
        #expect(error.description.count < 300)
      }
      await client.close()
    }
    // It may be a job: sent again, it could be two.
    #expect(lines.withLock { $0 } == ["POST /jobs HTTP/1.1"])
  }
}
