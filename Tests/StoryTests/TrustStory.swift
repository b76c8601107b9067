import Foundation
import TestSupport
import Testing

extension Stories {
  /// Everything ends at the wrong moment, and nothing is lost.
  @Suite struct TrustStory {
    private func command(_ server: RunningServer) -> String {
      "jobtop --profile envelope --url \(server.url)"
    }

    @Test func `a dashboard that was killed goes on watching when it is started again`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer.envelope(lasting: 3, in: program)
      try await story(command(server), in: program) { terminal in
        try await terminal.wait(for: "n New")
        for _ in 1...3 { try await terminal.press("n") }
        try await terminal.wait(for: "3 pending")
        let processes = try await ChildProcess(
          path: "/usr/bin/pkill",
          arguments: [
            "-9", "-f", "jobtop --profile envelope --url \(server.url)",
          ]
        ).run()
        #expect(processes.code == 0)
        try await terminal.wait(for: "exit code 137")
      }
      try await story(command(server), in: program) { terminal in
        try await terminal.wait(for: "3 jobs")
        try await terminal.wait(for: "3 completed")
      }
      try await server.kill()
    }

    @Test func `a server that dies shows as such and all catch up when it is back`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      try await story("jobtop --url \(server.url)", in: program) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.wait(for: "push")
        try await server.kill()
        try await terminal.wait(for: "retry in")
        try await terminal.wait(for: "≥")
        let again = try await RunningServer(
          "--scenario",
          "calm",
          "--seed",
          "1",
          in: program,
          port: server.port
        )
        try await terminal.wait(for: "push again") {
          $0.contains("push") && !$0.contains("retry in")
        }
        try await again.kill()
      }
    }

    @Test func `another process's jobs show up at once`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer.envelope(lasting: 3, in: program)
      try await story(command(server), in: program) { terminal in
        try await terminal.wait(for: "n New")
        let created = try await program.run(
          "create",
          "--count",
          "7",
          "--profile",
          "envelope",
          "--url",
          server.url
        )
        #expect(created.code == 0)
        try await terminal.wait(for: "7 jobs")
        try await terminal.wait(for: "7 completed")
      }
      try await server.kill()
    }

    @Test(arguments: [("TERM", 143), ("HUP", 129), ("SEGV", 139), ("ABRT", 134), ("QUIT", 131)])
    func `the terminal is given back however the program dies`(
      signal: String,
      code: Int
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await story("jobtop demo --seed \(code)", in: program) { terminal in
        try await terminal.wait(for: "n New")
        _ = try await ChildProcess(
          path: "/usr/bin/pkill",
          arguments: [
            "-\(signal)", "-f", "jobtop demo --seed \(code)",
          ]
        ).run()
        try await terminal.wait(for: "exit code")
        #expect(try await !terminal.isInAlternateScreen())
        try await terminal.type("stty -a | tr ' ' '\\n' | grep -x -e icanon -e echo\n")
        try await terminal.wait(for: "the modes of a shell") {
          $0.contains("\nicanon") && $0.contains("\necho\n")
        }
      }
    }

    @Test(arguments: [("TERM", 143), ("HUP", 129), ("SEGV", 139)])
    func `a terminal that takes nothing more keeps no program alive`(
      signal: String,
      code: Int
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      // Swift's own report of a crash would be written there as well.
      let command = "sh -c 'unset SWIFT_BACKTRACE; echo $$ > process; exec jobtop demo'"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "running")
        let file = program.home.appending(path: "process")
        let number = try String(contentsOf: file, encoding: .utf8).filter(\.isNumber)
        let process = try #require(Int32(number))
        let device = open(try await terminal.device(), O_RDWR | O_NOCTTY | O_NONBLOCK)
        defer { close(device) }
        tcflow(device, TCOOFF)
        // Something is to be drawn.
        try await terminal.resize(columns: 100, rows: 30)
        _ = try await ChildProcess(
          path: "/bin/kill",
          arguments: ["-\(signal)", "\(process)"]
        ).run()
        try await Waiting.until { kill(process, 0) != 0 }
        tcflow(device, TCOON)
        try await terminal.wait(for: "exit code \(code)")
      }
    }
  }
}
