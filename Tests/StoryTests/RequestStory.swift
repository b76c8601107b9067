import TestSupport
import Testing

extension Stories {
  /// Someone wants to know what the program asked the server, and when it will ask again.
  @Suite struct RequestStory {
    @Test func `the details tell each request, what came of it, and when the next one is due`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer.envelope(lasting: 60, in: program)
      let command = "jobtop --profile envelope --poll fixed --interval 1 --url \(server.url)"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "n New")
        try await terminal.press("n")
        try await terminal.wait(for: "pending")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Requests")
        try await terminal.wait(for: "POST /")
        try await terminal.wait(for: "plan of polls")
        try await terminal.wait(for: "equal requests as one line") {
          $0.contains("GET /status/") && $0.contains("×2")
        }
        try await server.kill()
        try await terminal.wait(for: "↻ GET /status/")
        try await terminal.wait(for: "again, because: no connection")
      }
    }
  }
}
