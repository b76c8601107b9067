import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone hands a job to a program of their own.
  @Suite struct OwnCommandStory {
    private static let configuration = """
      commands:
        - {name: show, key: X, run: "cat; echo secret=$JOBTOP_PASSWORD; exit 3"}
        - {name: stay, key: Y, run: "sleep 3131 & echo begun; wait"}
        - {name: endless, key: W, run: "yes without end"}
      """

    @Test func `it gets the job, its output is shown, and it ends with its pane`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure(Self.configuration)
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let command = "jobtop --url \(server.url)"
      let environment = ["JOBTOP_PASSWORD": "hunter2"]
      try await story(command, in: program, environment: environment) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("X")
        let shown = try await terminal.wait(for: "ended with exit code 3")
        #expect(shown.contains("serverState") && shown.contains("secret="))
        #expect(!shown.contains("hunter2"))
        try await terminal.press("Escape")
        try await terminal.wait(for: "its pane to close") { !$0.contains("show on 1 job") }
        try await terminal.press("Y")
        try await terminal.wait(for: "begun")
        try await terminal.press("Escape")
        try await terminal.wait(for: "the pane to close") { !$0.contains("stay on 1 job") }
        try await terminal.press("W")
        try await terminal.wait(for: "without end")
        try await terminal.press("?")
        try await terminal.wait(for: "Start a job on")
        try await terminal.press("q")
        try await terminal.wait(for: "endless on 1 job")
        try await terminal.press("Escape")
        try await terminal.wait(for: "its pane to close") { !$0.contains("endless on 1 job") }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
        try await terminal.type("sleep 1; pgrep -f 'sleep 3131' || echo nobody is left\n")
        try await terminal.wait(for: "all of it to be gone") {
          // The line that was typed may stand above the prompt that it was typed for.
          $0.split(separator: "\n").contains { line in
            line.hasSuffix("nobody is left") && !line.contains("echo")
          }
        }
      }
      try await server.kill()
    }
  }
}
