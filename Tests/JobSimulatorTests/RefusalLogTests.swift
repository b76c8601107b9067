import JobProfile
import Logging
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import JobSimulator

/// What is refused before it is a request.
struct RefusalLogTests {
  private let recorder = LogRecorder()

  @Test func `many refusals are a line a second, with their number`() {
    let loop = EmbeddedEventLoop()
    let log = RefusalLog("refused", level: .warning)
    for _ in 1...500 { log.note(on: loop, recorder.logger) }
    #expect(recorder.lines == ["warning refused count=1"])
    loop.advanceTime(by: .seconds(1))
    #expect(recorder.lines.last == "warning refused count=499")
    loop.advanceTime(by: .seconds(5))
    log.note(on: loop, recorder.logger)
    #expect(recorder.lines.count == 3)
    #expect(recorder.lines.last == "warning refused count=1")
  }

  @Test func `a connection too many leaves a line`() async throws {
    let profile = try #require(Profile.builtIn("jobtop"))
    var options = SimulatorOptions()
    options.limits.connections = 1
    try await SocketServer.with(profile, options: options, logger: recorder.logger) { server in
      try await server.connect { talk in
        // Which of two comes first is known once the first has been answered.
        try await talk.get("/v1/jobs")
        _ = try await talk.answer()
        do {
          try await server.connect { other in
            let rest = try await other.hearToTheEnd()
            #expect(rest == "")
          }
        } catch ChannelError.ioOnClosedChannel {
          // It was closed before anything could be heard on it.
        }
      }
    }
    let limit = "connections are refused: there are as many as may be"
    #expect(recorder.lines.contains("warning \(limit) count=1"))
  }

  @Test func `a head that cannot be read leaves a line, and ends its connection`() async throws {
    let profile = try #require(Profile.builtIn("jobtop"))
    try await SocketServer.with(profile, logger: recorder.logger) { server in
      try await server.connect { talk in
        try await talk.say("no request\r\n\r\n")
        let answer = try await talk.hearToTheEnd()
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
      }
    }
    let head = "requests are refused: their heads cannot be read"
    #expect(recorder.lines.contains("info \(head) count=1"))
  }
}
