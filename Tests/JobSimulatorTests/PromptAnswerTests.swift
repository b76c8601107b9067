import HTTPTypes
import JobProfile
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import TestSupport
import Testing

@testable import JobSimulator

/// Answers that need no task of their own.
@Suite(.timeLimit(.minutes(1)))
struct PromptAnswerTests {
  private let channel = EmbeddedChannel()

  init() throws {
    let handler = PromptAnswerHandler { request, _ in
      guard request.path == "/prompt" else { return nil }
      return PromptAnswerHandler.Answer(head: HTTPResponse(status: .ok), body: [1, 2])
    }
    try channel.pipeline.syncOperations.addHandler(handler)
  }

  private func asks(_ path: String, _ fields: HTTPFields = [:], body: ByteBuffer? = nil) throws {
    let head = HTTPRequest(
      method: .get,
      scheme: "http",
      authority: "a",
      path: path,
      headerFields: fields
    )
    try channel.writeInbound(HTTPRequestPart.head(head))
    if let body { try channel.writeInbound(HTTPRequestPart.body(body)) }
    try channel.writeInbound(HTTPRequestPart.end(nil))
  }

  private func answers(_ code: Int) throws {
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .init(code: code))))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
  }

  /// The codes of what has gone out since the last time.
  private func codes() throws -> [Int] {
    var codes: [Int] = []
    while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
      if case .head(let head) = part { codes.append(head.status.code) }
    }
    return codes
  }

  /// The paths of what has gone on since the last time.
  private func paths() throws -> [String?] {
    var paths: [String?] = []
    while let part = try channel.readInbound(as: HTTPRequestPart.self) {
      if case .head(let head) = part { paths.append(head.path) }
    }
    return paths
  }

  @Test func `what can be answered at once goes no further`() throws {
    try asks("/prompt")
    #expect(try codes() == [200])
    try asks("/other")
    #expect(try paths() == ["/other"])
  }

  @Test func `answers come in the order of the requests`() throws {
    try asks("/other")
    try asks("/prompt")
    #expect(try codes() == [])
    #expect(try paths() == ["/other", "/prompt"])
    try answers(404)
    try answers(202)
    try asks("/prompt")
    #expect(try codes() == [404, 202, 200])
  }

  @Test(
    arguments: [
      [.contentLength: "1"], [.transferEncoding: "chunked"], [.connection: "close"],
      [.expect: "100-continue"],
    ] as [HTTPFields]
  )
  func `more than a head, or the last request, goes on`(fields: HTTPFields) throws {
    try asks("/prompt", fields)
    #expect(try paths() == ["/prompt"])
    #expect(try codes() == [])
  }

  @Test func `a body that nobody announced goes on behind its head`() throws {
    try asks("/prompt", body: ByteBuffer(string: "x"))
    #expect(try paths() == ["/prompt"])
  }

  @Test func `both ways give one answer`() async throws {
    let log = LogRecorder()
    var options = SimulatorOptions()
    options.requestLogLevel = .info
    let profile = try #require(Profile.builtIn("jobtop"))
    try await SocketServer.with(profile, options: options, logger: log.logger) { server in
      try await server.connect { talk in
        let body = #"{"title":"t"}"#
        try await talk.say(
          "POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        )
        let created = try await talk.hear(upTo: "}")
        let id = try #require(created.split(separator: #""id":""#).last?.prefix { $0 != "\"" })
        var told: [[Substring]] = []
        for field in ["", "Content-Length: 0\r\n"] {
          for path in ["/v1/jobs/\(id)", "/v1/jobs/nope"] {
            try await talk.say(
              "GET \(path) HTTP/1.1\r\nHost: x\r\nX-Request-ID: mine\r\n\(field)\r\n"
            )
            let answer = try await talk.hear(upTo: "}")
            told.append(answer.split(separator: "\r\n").filter { !$0.hasPrefix("Date: ") })
            #expect(answer.contains("Date: "))
          }
        }
        #expect(told[0] == told[2])
        #expect(told[1] == told[3])
        #expect(told[0].contains { $0.hasPrefix("ETag: ") })
        try await Waiting.until { log.lines.count { $0.contains(" request=mine") } == 4 }
        try await talk.say("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
        let counts = try await talk.hear(upTo: "# HELP jobtop_push")
        #expect(counts.contains(#"{code="404"} 2"#))
      }
    }
  }
}
