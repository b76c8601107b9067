import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone asks why it does not work.
  @Suite struct DoctorStory {
    @Test func `each value is told with its origin, and each server asked once`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer.envelope(lasting: 60, in: program)
      try program.configure(
        """
        theme: light
        servers:
          demo: {url: "\(server.url)", profile: envelope}
        """
      )
      let result = try await program.run("doctor", "--format", "table")
      #expect(result.code == 0)
      let file = program.home.appending(path: "config/jobtop/config.yaml").path
      for line in [
        "theme light (\(file):1)", "demo.url \(server.url) (\(file):3)",
        "demo.poll learned, as a rule", "demo \(server.url) answers, in ",
      ] {
        let lines = result.lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains { $0.hasPrefix(line) }, "\(result.output)")
      }
      try await server.kill()

      let gone = try await program.run("doctor", environment: ["JOBTOP_POLL": "fixed"])
      #expect(gone.code == 4)
      let wrong = gone.lines.filter { $0.contains(#""verdict":"wrong""#) }
      #expect(wrong.count == 1)
      #expect(wrong.first?.contains("connection refused") == true)
      #expect(gone.output.contains(#""subject":"demo.poll","value":"fixed","from":"environment""#))
    }

    @Test(arguments: [
      ("a", ":2: There is no profile “basik”, which the server a should have."),
      ("b", ":3: The CA file cannot be “"),
    ])
    func `what is wrong with a server is told with its line`(server: String, why: String)
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure(
        """
        servers:
          a: {url: "http://127.0.0.1:1", profile: basik}
          b: {url: "https://127.0.0.1:1", ca_file: none.pem}
        """
      )
      let file = program.home.appending(path: "config/jobtop/config.yaml").path
      let result = try await program.run("status", "7", "--server", server)
      #expect(result.errors.hasPrefix(file + why))
    }

    @Test func `what is wrong is told with what mends it, and no secret is`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure(
        """
        servers:
          farm: {url: "http://127.0.0.1:1", profile: basic, username: ann, password_file: farm.secret}
          vendor: {url: "http://127.0.0.1:1", profile: heygen, password_file: farm.secret}
        """
      )
      let secret = program.home.appending(path: "config/jobtop/farm.secret")
      try "hunter2".write(to: secret, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret.path)
      let result = try await program.run("doctor", environment: ["JOBTOP_TOKEN": "hunter2"])
      #expect(result.code == 78)
      #expect(result.output.contains("chmod 600 '\(secret.path)'"))
      #expect(result.output.contains("a password is never sent to vendor, by its profile heygen"))
      #expect(!result.output.contains("hunter2"))

      try program.configure("servers: {}\nthema: light\n")
      let mistaken = try await program.run("doctor")
      #expect(mistaken.code == 78)
      #expect(mistaken.output.contains("thema is unknown: theme is known"))
    }

    @Test func `who is told of jobs is shown, also what cannot be told, and secrets are looked at`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure(
        """
        servers:
          farm: {url: "http://127.0.0.1:1", profile: basic, username: ann, password_file: farm.secret}
        notify:
          - {filter: state:failed, webhook: "https://hooks.example.org/hunter2"}
          - {filter: state:lost, run: "/nonexistent/hook.sh --now"}
          - {filter: state:refused, run: "cat > $HOME/told"}
          - {filter: state:cancelled, desktop: true}
        """
      )
      let secret = program.home.appending(path: "config/jobtop/farm.secret")
      try "hunter2".write(to: secret, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret.path)
      let result = try await program.run(
        "doctor",
        "--format",
        "table",
        environment: ["JOBTOP_SERVER": "farm", "JOBTOP_POLL": "never"]
      )
      let lines = result.lines.map { $0.split(separator: " ").joined(separator: " ") }
      for line in [
        "notify state:failed The webhook at hooks.example.org",
        "The command “/nonexistent/hook.sh --now” cannot run: its program is not there",
        "notify state:refused The command “cat > $HOME/told”",
        "notify state:cancelled desktop, by the terminal",
        "chmod 600 '\(secret.path)'",
      ] {
        #expect(lines.contains { $0.contains(line) }, "\(result.output)")
      }
      #expect(!result.output.contains("hunter2"))
    }

    @Test func `all mistakes are told at once, and variables that nothing reads`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure(
        """
        thema: light
        retention: 3x
        servers: {a: {url: "http://127.0.0.1:1"}, b: {url: "http://127.0.0.1:1", poll: never}}
        """
      )
      let result = try await program.run(
        "doctor",
        "--format",
        "table",
        environment: ["JOBTOP_INTERVAL": "banana", "JOBTOP_NOSUCH": "1", "JOBTOP_ASCI": "1"]
      )
      #expect(result.code == 78)
      for sentence in [
        "thema is unknown: theme is known", "retention cannot be “3x”", "poll cannot be “never”",
        "JOBTOP_INTERVAL cannot be “banana”", "JOBTOP_ASCI is unknown: JOBTOP_ASCII is known",
      ] {
        #expect(result.lines.count { $0.contains(sentence) } == 1, "\(sentence): \(result.output)")
      }
      let stranger = result.lines.first { $0.contains("JOBTOP_NOSUCH") }
      #expect(stranger?.contains("unknown: nothing reads it  (environment)") == true)
    }

    @Test func `no dump of memory is written`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let result = try await program.run("doctor")
      #expect(result.output.contains(#""subject":"core dumps","value":"off""#))
    }
  }
}
