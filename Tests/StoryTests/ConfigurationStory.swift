import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone writes the configuration while the dashboard runs.
  @Suite struct ConfigurationStory {
    @Test func `what is written into the file holds, and a mistake leaves what was there`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let first = try await RunningServer.envelope(lasting: 600, in: program)
      let second = try await RunningServer.envelope(lasting: 600, in: program)
      let made = try await program.run(
        ["create", "--url", second.url, "--profile", "envelope", "--count", "1"]
      )
      #expect(made.code == 0)
      let one = "one: {url: \"\(first.url)\", profile: envelope}"
      let two = "two: {url: \"\(second.url)\", profile: envelope}"
      try program.configure("servers: {\(one)}")
      try await story("jobtop", in: program) { terminal in
        try await terminal.wait(for: "one")
        try program.configure("keys: {new: X}\nservers: {\(one), \(two)}")
        try await terminal.wait(for: "The configuration was read again; new: two.")
        try await terminal.wait(for: "X New")
        try program.configure("keys: {new: X}\nservers: {\(one)}\nthema: dark")
        try await terminal.wait(for: "config.yaml:3: thema is unknown: theme is known.")
        try await terminal.wait(for: "two")
        try program.configure("servers: {\(one)}")
        try await terminal.wait(for: "The configuration was read again; gone: two.")
        try await terminal.wait(for: "n New")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await first.kill()
      try await second.kill()
    }
  }
}
