import JobProfile
import Testing

/// Requests of HTTP/1.0, whose sender reads to the end of the connection.
@Suite(.timeLimit(.minutes(1)))
struct SingleRequestTests {
  @Test(arguments: ["/status/nobody", "/tasks"], ["", "Connection: Keep-Alive\r\n"])
  func `a connection ends after the answer`(path: String, field: String) async throws {
    try await SocketServer.with(#require(Profile.builtIn("socketio-rooms"))) { server in
      try await server.connect { talk in
        try await talk.say("GET \(path) HTTP/1.0\r\n\(field)\r\n")
        #expect(try await talk.answer().head.hasPrefix("HTTP/1."))
        #expect(try await talk.hearToTheEnd() == "")
      }
    }
  }

  @Test func `what cannot be read after a request cuts no answer off`() async throws {
    try await SocketServer.with(#require(Profile.builtIn("socketio-rooms"))) { server in
      try await server.connect { talk in
        try await talk.say("GET /tasks HTTP/1.1\r\nHost: a\r\n\r\nno request\r\n\r\n")
        #expect(try await talk.hearToTheEnd().contains("HTTP/1.1 200 "))
      }
    }
  }
}
