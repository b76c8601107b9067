import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone writes a program with the library: `Tests/Examples`, one for each kind of server.
  @Suite struct ExampleStory {
    /// What an example prints, against a server of its kind that runs ten times as fast.
    private func printed(
      by example: String,
      failing odds: String = "0",
      serving environment: [String: String] = [:]
    ) async throws -> [String] {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--profile",
        example,
        "--speed",
        "10",
        in: program,
        environment: environment.merging(["ERROR_PROBABILITY": odds]) { $1 }
      )
      let result = try await ChildProcess(
        path: BuiltProgram.path(of: "Examples"),
        arguments: [example, server.url],
        environment: program.environment,
        folder: program.home
      ).run()
      try await server.kill()
      #expect(result.errors == "")
      #expect(result.code == 0)
      return result.lines
    }

    @Test(arguments: [("0", "completed"), ("1", "failed")])
    func `three jobs whose ends are told by Socket.IO`(odds: String, end: String) async throws {
      #expect(
        try await printed(by: "socketio", failing: odds) == [
          "Created jobs: [1, 2, 3]", "Job 1: \(end)", "Job 2: \(end)", "Job 3: \(end)",
        ]
      )
    }

    @Test(arguments: [("0", "completed"), ("1", "failed")])
    func `the one job of a server that posts its end`(odds: String, end: String) async throws {
      #expect(
        try await printed(by: "webhook", failing: odds) == [
          "Status: pending", "Status update received: pending", "Status update received: \(end)",
        ]
      )
    }

    @Test(arguments: [("0", "completed"), ("1", "error")])
    func `a job of which each attempt is told`(odds: String, end: String) async throws {
      let lines = try await printed(by: "envelope", failing: odds)
      // How many attempts it takes is up to the machine.
      let attempts = (1..<max(2, lines.count)).map { number in
        "Attempt \(number): job is \(number < lines.count - 1 ? "pending" : end)"
      }
      #expect(lines.first?.wholeMatch(of: /Created job with ID: [0-9a-f-]{36}/) != nil)
      #expect(Array(lines.dropFirst()) == attempts)
    }

    @Test func `the one job of a server with a rate limit`() async throws {
      #expect(
        try await printed(by: "ratelimited") == ["Polling status...", "Translation completed!"]
      )
    }

    @Test func `a job behind a password`() async throws {
      let lines = try await printed(by: "basic", serving: ["API_PASSWORD": "secretpassword"])
      #expect(lines.first?.wholeMatch(of: /Started job with ID: [0-9a-f-]{36}/) != nil)
      #expect(lines.dropFirst() == ["Final status: completed"])
    }

    @Test func `a password that is not the right one`() async throws {
      #expect(
        try await printed(by: "basic", serving: ["API_PASSWORD": "another"]) == [
          "POST /start is refused with 401: is the password the right one?"
        ]
      )
    }
  }
}
