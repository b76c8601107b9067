import JobModel
import JobProfile
import JobSimulator
import NIOCore
import TestSupport
import Testing

/// What faults do to connections, over real sockets.
@Suite(.timeLimit(.minutes(3)))
struct FaultSocketTests {
  @Test func `a refused connection is reset without a byte`() async throws {
    try await withServer("refuse") { server in
      await #expect(throws: IOError.self) {
        try await server.connect { talk in
          try await talk.get("/v1/jobs")
          #expect(try await talk.hearToTheEnd() == "")
        }
      }
    }
  }

  @Test func `an answer breaks off in the middle of its body`() async throws {
    try await withServer("drop") { server in
      try await server.connect { talk in
        try await talk.get("/openapi.yaml")
        let head = try await talk.hear(upTo: "\r\n\r\n").lowercased()
        let field = try #require(head.split(separator: "\r\n").first { $0.hasPrefix("content-l") })
        let promised = try #require(Int(field.drop { !$0.isNumber }))
        let body = try await talk.hearToTheEnd()
        #expect(body.utf8.count == promised / 2)
        #expect(body.hasPrefix("openapi: "))
      }
    }
  }

  @Test func `who is left without an answer hears nothing until the server stops`() async throws {
    try await withServer("hang") { server in
      await #expect(throws: IOError.self) {
        try await server.connect { talk in
          try await talk.get("/v1/jobs")
          // Another request, whose answer is there, shows that the first one is being held.
          try await server.connect { other in
            try await other.get("/.control/faults")
            #expect(try await other.answer().body.contains("hang"))
          }
          await server.stop()
          #expect(try await talk.hearToTheEnd() == "")
        }
      }
    }
  }

  @Test func `a late answer comes when its time is over, on a connection that goes on`()
    async throws
  {
    try await withServer("{fault: slow=30s, for: 10s}") { server in
      try await server.connect { talk in
        // The heart of the server sleeps, too.
        await server.clock.waitForSleepers(1)
        try await talk.get("/v1/jobs")
        await server.clock.waitForSleepers(2)
        server.clock.jump(by: .seconds(30))
        #expect(try await talk.answer().head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        try await talk.get("/healthz")
        #expect(try await talk.answer().body == "ok\n")
      }
    }
  }

  @Test func `a client that goes leaves nobody waiting`() async throws {
    try await withServer("slow=30s") { server in
      await server.clock.waitForSleepers(1)
      try await server.connect { talk in
        try await talk.get("/v1/jobs")
        await server.clock.waitForSleepers(2)
      }
      while server.clock.sleepers > 1 { await Task.yield() }
    }
  }

  // MARK: push

  @Test(arguments: ["refuse", "503"])
  func `no WebSocket is opened`(fault: String) async throws {
    try await withServer(fault, .webSocket()) { server in
      let head: String
      do {
        var answer = ""
        try await server.connect { answer = try await $0.open("/") }
        head = answer
      } catch is IOError {
        head = "reset"
      }
      #expect(head.prefix(12) == (fault == "refuse" ? "reset" : "HTTP/1.1 503"))
    }
  }

  @Test func `a mute stream stays open and says nothing to its end`() async throws {
    try await withServer("mute-push") { server in
      try await server.connect { talk in
        try await talk.get("/v1/events")
        _ = try await talk.hear(upTo: "\r\n\r\n")
        await server.clock.waitForSleepers(1)
        server.clock.jump(by: .seconds(15))
        try await server.connect { other in
          try await other.post("/v1/jobs", "{}")
          #expect(try await other.answer().head.hasPrefix("HTTP/1.1 201 "))
        }
        await server.stop()
        #expect(try await talk.hearToTheEnd() == "0\r\n\r\n")
      }
    }
  }

  @Test func `a WebSocket tells a change twice`() async throws {
    try await withServer("duplicate-push", .webSocket()) { server in
      try await server.connect { talk in
        _ = try await talk.open("/")
        let pending = #"{"result":"pending"}"#
        let completed = #"{"result":"completed"}"#
        #expect(try await [talk.text(), talk.text()] == [pending, pending])
        server.clock.jump(by: .seconds(5))
        #expect(try await [talk.text(), talk.text()] == [completed, completed])
      }
    }
  }

  // MARK: -

  private func withServer(
    _ fault: String,
    _ profile: Profile? = nil,
    _ body: (SocketServer) async throws -> Void
  ) async throws {
    var options = SimulatorOptions()
    options.faults = try FaultRule.rules(yaml: fault, file: "test")
    let own = try #require(Profile.builtIn("jobtop"))
    try await SocketServer.with(profile ?? own, options: options, body)
  }
}
