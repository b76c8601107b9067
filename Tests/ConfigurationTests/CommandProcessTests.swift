import Foundation
import Testing

@testable import jobtop

struct CommandProcessTests {
  private func output(of process: CommandProcess) async -> String {
    var bytes: [UInt8] = []
    while case let piece = await process.piece(), !piece.isEmpty { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `it hears what is said, and its output and exit code come back`() async throws {
    let words = ["/bin/sh", "-c", "cat; echo $A; echo bad >&2; exit 3"]
    let process = try CommandProcess(words, environment: ["A": "b c"])
    await process.say(Array("{}\n".utf8))
    #expect(await output(of: process) == "{}\nb c\nbad\n")
    let end = await process.wait()
    #expect(end.code == 3 && end.signal == nil)
  }

  @Test func `a program that does not listen is no trouble`() async throws {
    signal(SIGPIPE, SIG_IGN)
    let process = try CommandProcess(["true"], environment: ["PATH": "/usr/bin:/bin"])
    await process.say([UInt8](repeating: 65, count: 1 << 20))
    #expect(await process.wait().code == 0)
  }

  @Test func `what it has started ends with it`() async throws {
    let words = ["/bin/sh", "-c", "sleep 1000 & echo begun; wait"]
    let process = try CommandProcess(words, environment: ["PATH": "/usr/bin:/bin"])
    #expect(await process.piece() == Array("begun\n".utf8))
    process.end()
    // The pipe ends when the last of the group has closed it.
    #expect(await process.piece() == [])
    #expect(await process.wait().signal == SIGTERM)
  }

  @Test func `it has a session of its own, and so no terminal to ask at`() async throws {
    let facts = "pid name state parent group session rest"
    let script = "read \(facts) < /proc/$$/stat; echo $((session - $$))"
    let process = try CommandProcess(["/bin/sh", "-c", script], environment: [:])
    #expect(await output(of: process) == "0\n")
    #expect(await process.wait().code == 0)
  }

  @Test func `a program that is not there is told`() {
    #expect(throws: CommandProcess.NotStarted(reason: "No such file or directory")) {
      try CommandProcess(["no-such-program-here"], environment: ["PATH": "/usr/bin"])
    }
  }
}
