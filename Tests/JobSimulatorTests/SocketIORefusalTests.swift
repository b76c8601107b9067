import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// Who does not get into Socket.IO, and what that sounds like.
@Suite(.timeLimit(.minutes(3)))
struct SocketIORefusalTests {
  private static let path = "/socket.io/?EIO=4&transport="

  @Test(arguments: [
    ("GET", "EIO=4&transport=carrier-pigeon", #"{"code":0,"message":"Transport unknown"}"#),
    ("GET", "EIO=4", #"{"code":0,"message":"Transport unknown"}"#),
    ("GET", "EIO=4&transport=polling&sid=x", #"{"code":1,"message":"Session ID unknown"}"#),
    ("POST", "EIO=4&transport=polling&sid=x", #"{"code":1,"message":"Session ID unknown"}"#),
    ("POST", "EIO=4&transport=polling", #"{"code":2,"message":"Bad handshake method"}"#),
    ("GET", "EIO=4&transport=websocket", #"{"code":3,"message":"Bad request"}"#),
    ("GET", "EIO=3&transport=polling", #"{"code":5,"message":"Unsupported protocol version"}"#),
  ])
  func `a request that cannot be is refused with its code`(
    method: String,
    query: String,
    body: String
  ) async throws {
    try await SocketServer.with(.socketIO()) { server in
      try await server.connect { talk in
        try await talk.say("\(method) /socket.io/?\(query) HTTP/1.1\r\nHost: x\r\n\r\n")
        let answer = try await talk.answer()
        #expect(answer.head.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(answer.body == body)
      }
    }
  }

  @Test func `a handshake for a session that is not there is answered without a WebSocket`()
    async throws
  {
    try await SocketServer.with(.socketIO()) { server in
      try await server.connect { talk in
        let head = try await talk.open(Self.path + "websocket&sid=x")
        #expect(head.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        let body = #"{"code":1,"message":"Session ID unknown"}"#
        #expect(try await talk.hear(count: body.utf8.count) == Array(body.utf8))
      }
      try await server.connect { talk in
        try await talk.get("/socket.io?EIO=4&transport=polling")
        #expect(try await talk.answer().head.hasPrefix("HTTP/1.1 404 "))
      }
    }
  }

  @Test(arguments: ["polling", "websocket"])
  func `nobody comes in without credentials, by either transport`(transport: String) async throws {
    var options = SimulatorOptions()
    options.credentials = Credentials(token: "s3cret")
    try await SocketServer.with(.socketIO(auth: "bearer"), options: options) { server in
      try await server.connect { talk in
        if transport == "polling" {
          try await talk.get(Self.path + transport)
          #expect(try await talk.hear(upTo: "\r\n").hasPrefix("HTTP/1.1 401 "))
        } else {
          let head = try await talk.open(Self.path + transport)
          #expect(head.hasPrefix("HTTP/1.1 401 "))
        }
      }
    }
  }
}
