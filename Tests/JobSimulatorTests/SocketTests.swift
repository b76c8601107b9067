import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// Over real sockets, on a port that the system chooses, with a clock that only the test moves.
@Suite(.timeLimit(.minutes(3)))
struct SocketTests {
  @Test func `a stream tells jobs and changes, and ends when the server stops`() async throws {
    try await withServer { url, clock, stop in
      try await WireConnection.with(url: url) { stream in
        try await stream.say("GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n")
        let head = try await stream.hear(upTo: "\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(head.contains("Content-Type: text/event-stream\r\n"))
        let first = try await stream.hear(upTo: "\n\n")
        #expect(first.contains("id: 1\nevent: job\ndata: {"))
        #expect(first.contains(#""status":"pending""#))
        await clock.waitForSleepers(2)
        await clock.advanceToNextDeadline()
        let second = try await stream.hear(upTo: "\n\n")
        #expect(second.contains("id: 2\n"))
        #expect(second.contains(#""status":"running""#))
        await stop()
        #expect(try await stream.hearToTheEnd().hasSuffix("0\r\n\r\n"))
      }
    }
  }

  @Test func `a connection is used again, and one that idles does not hold up a stop`() async throws
  {
    try await withServer { url, _, stop in
      try await WireConnection.with(url: url) { talk in
        for _ in 0..<2 {
          try await talk.say("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
          #expect(try await talk.hear(upTo: "ok\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
        await stop()
        #expect(try await talk.hearToTheEnd() == "")
      }
    }
  }

  @Test(arguments: ["basic", "envelope", "jobtop"])
  func `a server stays, whatever it can tell of by itself`(profile: String) async throws {
    try await SocketServer.with(#require(Profile.builtIn(profile))) { server in
      // Every service has run by the time that several requests are answered.
      for _ in 0..<5 {
        try await server.connect { talk in
          try await talk.say("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n")
          #expect(try await talk.hear(upTo: "\r\n\r\n").hasPrefix("HTTP/1.1 404 "))
        }
      }
    }
  }

  @Test func `HEAD is answered without a body`() async throws {
    try await withServer { url, _, _ in
      try await WireConnection.with(url: url) { talk in
        try await talk.say("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try await talk.hear(upTo: "\r\n\r\n").contains("Content-Length: 3\r\n"))
        try await talk.say("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try await talk.hear(upTo: "ok\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
      }
    }
  }

  @Test func `a body of more than a mebibyte is refused`() async throws {
    try await withServer { url, _, _ in
      try await WireConnection.with(url: url) { talk in
        let length = 1 << 20 + 1
        try await talk.say("POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n")
        let head = try await talk.hear(upTo: "\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 413 "))
        #expect(head.contains("Content-Type: application/problem+json\r\n"))
      }
    }
  }

  // MARK: -

  private func withServer(
    _ body: (_ url: String, TestClock, _ stop: () async -> Void) async throws -> Void
  ) async throws {
    let clock = TestClock()
    var scenario = Scenario(name: "one")
    scenario.script = [ScriptedJob(length: .seconds(20), endings: [.completed])]
    let profile = try #require(Profile.builtIn("jobtop"))
    let (urls, continuation) = AsyncStream.makeStream(of: String.self)
    let server = try JobServer(profile: profile, scenario: scenario, clock: clock) { url in
      continuation.yield(url)
    }
    async let running: Void = server.run()
    let url = try #require(await urls.first { _ in true })
    try await body(url, clock) { await server.stop() }
    await server.stop()
    try await running
  }
}
