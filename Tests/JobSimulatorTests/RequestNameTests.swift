import JobProfile
import JobSimulator
import Logging
import TestSupport
import Testing

/// How a caller's complaint is found in the log.
@Suite(.timeLimit(.minutes(1)))
struct RequestNameTests {
  @Test func `a server that logs nothing names requests too`() async throws {
    let profile = try #require(Profile.builtIn("jobtop"))
    try await SocketServer.with(profile) { server in
      try await server.connect { talk in
        try await talk.say("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try await talk.hear(upTo: "ok\n").contains("X-Request-ID: "))
      }
    }
  }

  @Test(arguments: [("mine-1", true), ("a b", false), ("", false)])
  func `a request keeps the name that its client gave it, where that is one`(
    name: String,
    isKept: Bool
  ) async throws {
    let log = LogRecorder()
    var options = SimulatorOptions()
    options.requestLogLevel = .info
    let key = AccessKey(name: "ci", credentials: Credentials(token: "secret"), role: .writer)
    options.keys = [key]
    let profile = try #require(Profile.builtIn("jobtop"))
    try await SocketServer.with(profile, options: options, logger: log.logger) { server in
      try await server.connect { talk in
        try await talk.say(
          "GET /v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n"
            + "X-Request-ID: \(name)\r\n\r\n"
        )
        let answer = try await talk.hear(upTo: #"{"jobs":[]}"#)
        let field = answer.split(separator: "\r\n").first { $0.hasPrefix("X-Request-ID: ") }
        let told = try #require(field?.split(separator: ": ").last)
        #expect((told == name) == isKept)
        try await Waiting.until { log.lines.contains { $0.hasPrefix("info answered ") } }
        let line = try #require(log.lines.first { $0.hasPrefix("info answered ") })
        #expect(line.contains(" key=ci "))
        #expect(line.contains(" request=\(told)"))
        #expect(!line.contains("secret"))
      }
    }
  }
}
