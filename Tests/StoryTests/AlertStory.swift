import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone does other work until a job ends.
  @Suite struct AlertStory {
    @Test func `the bell rings when a job comes to match, also the next day`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let command = "jobtop --url \(server.url)"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.type(":notify state:cancelled")
        try await terminal.press("Enter")
        try await terminal.wait(for: "The bell rings when a job comes to match /state:cancelled")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "running")
        let file = program.home.appending(path: "sent")
        try await terminal.record(in: file)
        // Whoever has chosen a row means that one, however new the others are.
        try await terminal.press("g", "x", "!")
        try await terminal.wait(for: "1 cancelled")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
        let sent = try String(contentsOf: file, encoding: .utf8)
        // The title's sequence ends with one of its own.
        let bells = sent.replacing(/\u{1B}\][^\u{7}\u{1B}]*\u{7}/, with: "").count { $0 == "\u{7}" }
        #expect(bells == 1)
      }
      try await server.kill()
    }

    @Test func `a webhook and a program are told, and one that fails is tried again`() async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let heard = program.home.appending(path: "heard")
      let tries = Counter()
      try await ScriptedServer.with { talk in
        let (head, body) = try await talk.hearRequest()
        let isFirst = tries.next() == 1
        try await talk.answer(isFirst ? 500 : 200, "{}")
        guard !isFirst else { return }
        let name = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("webhook-id:") }
        try (body + "\n\(name ?? "")").write(to: heard, atomically: true, encoding: .utf8)
      } _: { url in
        try program.configure(
          """
          notify:
            - {filter: state:cancelled, webhook: "\(url)/hook"}
            - {filter: state:cancelled, run: "cat > $HOME/told; env > $HOME/environment"}
          """
        )
        let environment = ["JOBTOP_TOKEN": "hunter2"]
        let command = "jobtop --url \(server.url)"
        try await story(command, in: program, environment: environment) { terminal in
          try await terminal.wait(for: "running")
          try await terminal.press("g", "x", "!")
          try await terminal.wait(for: "answered with 500; tried again in 1 s")
          try await waitForFile(heard)
          try await terminal.press("q")
          try await terminal.wait(for: "exit code 0")
        }
      }
      let hook = try String(contentsOf: heard, encoding: .utf8)
      #expect(hook.contains(#""rule":"state:cancelled""#))
      #expect(hook.contains(#""state":"cancelled""#))
      #expect(hook.lowercased().contains("webhook-id: "))
      let told = try String(
        contentsOf: program.home.appending(path: "told"),
        encoding: .utf8
      )
      #expect(told.split(separator: "\n").count == 1)
      #expect(told.contains(#""state":"cancelled""#))
      let environment = try String(
        contentsOf: program.home.appending(path: "environment"),
        encoding: .utf8
      )
      #expect(!environment.contains("hunter2"))
      try await server.kill()
    }

    @Test func `who quits loses nothing of what was to be told`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let tries = Counter()
      let (begun, slow) = (
        program.home.appending(path: "begun"), program.home.appending(path: "slow")
      )
      try await ScriptedServer.with { talk in
        _ = try await talk.hearRequest()
        try await talk.answer(tries.next() == 3 ? 200 : 500, "{}")
      } _: { url in
        try program.configure(
          """
          notify:
            - {filter: state:cancelled, webhook: "\(url)/hook"}
            - filter: state:cancelled
              run: "touch $HOME/begun; while ! test -e $HOME/go; do sleep 0.1; done; echo on; cat > $HOME/slow"
            - {filter: state:cancelled, webhook: "http://127.0.0.1:9/gone"}
          """
        )
        try await story("jobtop --url \(server.url)", in: program) { terminal in
          try await terminal.wait(for: "running")
          try await terminal.press("g", "x", "!")
          try await waitForFile(begun)
          // The second try has failed as well, and the third comes in five seconds.
          try await Waiting.until { tries.count == 2 }
          try await terminal.wait(for: "tried again in 5 s")
          try await terminal.press("q")
          try await terminal.wait(for: "127.0.0.1:9 is out of reach; not told: ")
          try await terminal.wait(for: "exit code 0")
        }
        // It was sent before the program ended, and is heard as soon as this machine gets to it.
        try await Waiting.until { tries.count == 3 }
      }
      try "".write(to: program.home.appending(path: "go"), atomically: true, encoding: .utf8)
      try await waitForFile(slow)
      try await Waiting.until {
        try String(contentsOf: slow, encoding: .utf8).contains(#""state":"cancelled""#)
      }
      try await server.kill()
    }

    private func waitForFile(_ file: URL) async throws {
      let clock = ContinuousClock()
      let deadline = clock.now.advanced(by: .seconds(30))
      while !FileManager.default.fileExists(atPath: file.path) {
        try #require(clock.now < deadline)
        try await clock.sleep(for: .milliseconds(20))
      }
    }
  }
}
