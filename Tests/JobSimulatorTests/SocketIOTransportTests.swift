import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// Socket.IO over real sockets, as clients of other people write it.
@Suite(.timeLimit(.minutes(3)))
struct SocketIOTransportTests {
  private static let path = "/socket.io/?EIO=4&transport="

  @Test func `over a WebSocket every client hears how every job ended`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      try await server.connect { talk in
        let head = try await talk.open(Self.path + "websocket")
        #expect(head.hasPrefix("HTTP/1.1 101 "))
        let opening = try await talk.text() ?? ""
        #expect(opening.hasPrefix(#"0{"sid":""#))
        #expect(
          opening.hasSuffix(
            #"","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#
          )
        )
        try await talk.text("40")
        #expect(try await talk.text()?.hasPrefix(#"40{"sid":""#) == true)
        try await create(server)
        server.clock.jump(by: .seconds(2))
        #expect(
          try await talk.text() == #"42["statusUpdate",{"jobId":"1","status":"completed"}]"#
        )
        server.clock.jump(by: .seconds(23))
        #expect(try await talk.text() == "2")
        try await talk.text("3")
        // Once this is answered, the pong is known.
        try await talk.text("40/x,")
        #expect(try await talk.text()?.hasPrefix("44/x,") == true)
        server.clock.jump(by: .seconds(25))
        #expect(try await talk.text() == "2")
        server.clock.jump(by: .seconds(20))
        #expect(try await talk.closeCode() == 1000)
      }
    }
  }

  @Test func `by long polling alone it is heard too`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      #expect(try await post("40", sid, server) == "ok")
      #expect(try await get(sid, server).body.hasPrefix(#"40{"sid":""#))
      try await create(server)
      try await server.connect { talk in
        try await talk.get(Self.path + "polling&sid=\(sid)")
        server.clock.jump(by: .seconds(2))
        let answer = try await talk.answer()
        #expect(answer.head.contains("Content-Type: text/plain; charset=UTF-8\r\n"))
        #expect(answer.body == #"42["statusUpdate",{"jobId":"1","status":"completed"}]"#)
        try await talk.get(Self.path + "polling&sid=\(sid)")
        #expect(try await post("41", sid, server) == "ok")
        #expect(try await post("1", sid, server) == "ok")
        #expect(try await talk.answer().body == "6")
      }
      #expect(try await get(sid, server).body == #"{"code":1,"message":"Session ID unknown"}"#)
    }
  }

  @Test func `a session goes over to a WebSocket`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      _ = try await post("40", sid, server)
      _ = try await get(sid, server)
      try await server.connect { polling in
        try await polling.get(Self.path + "polling&sid=\(sid)")
        try await server.connect { socket in
          _ = try await socket.open(Self.path + "websocket&sid=\(sid)")
          try await socket.text("2probe")
          #expect(try await socket.text() == "3probe")
          #expect(try await polling.answer().body == "6")
          try await socket.text("5")
          try await create(server)
          server.clock.jump(by: .seconds(2))
          #expect(
            try await socket.text() == #"42["statusUpdate",{"jobId":"1","status":"completed"}]"#
          )
          let refused = try await get(sid, server)
          #expect(refused.body == #"{"code":3,"message":"Bad request"}"#)
          try await socket.text("41")
          try await socket.frame(0x88, [0x03, 0xE8])
          #expect(try await socket.closeCode() == 1000)
        }
      }
    }
  }

  @Test func `two requests at once end the session`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      try await server.connect { first in
        try await first.get(Self.path + "polling&sid=\(sid)")
        // Whichever the server reads second is refused.
        let second = try await get(sid, server)
        let one = try await first.answer()
        #expect(
          [second.head.prefix(12), one.head.prefix(12)].sorted()
            == ["HTTP/1.1 200", "HTTP/1.1 400"]
        )
        #expect([second.body, one.body].sorted() == ["", "1"])
      }
      #expect(try await get(sid, server).body == #"{"code":1,"message":"Session ID unknown"}"#)
    }
  }

  @Test(arguments: ["4x", "x", "42[\"early\"]", "4", "2", "b"])
  func `what makes no sense closes the session`(body: String) async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      try await server.connect { talk in
        try await talk.get(Self.path + "polling&sid=\(sid)")
        _ = try await post("3", sid, server)
        #expect(try await post(body, sid, server) == "ok")
        let answer = try await talk.answer()
        // Where the GET came after the POST there is no session any more.
        #expect(["6\u{1E}1", #"{"code":1,"message":"Session ID unknown"}"#].contains(answer.body))
      }
      #expect(try await get(sid, server).body == #"{"code":1,"message":"Session ID unknown"}"#)
    }
  }

  @Test func `there is one namespace`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      _ = try await post("40/admin,", sid, server)
      #expect(try await get(sid, server).body == #"44/admin,{"message":"Invalid namespace"}"#)
    }
  }

  @Test func `several packets in one body are read and written`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      _ = try await post("40/admin,\u{1E}40/other,", sid, server)
      let one = #"44/admin,{"message":"Invalid namespace"}"#
      let other = #"44/other,{"message":"Invalid namespace"}"#
      #expect(try await get(sid, server).body == "\(one)\u{1E}\(other)")
    }
  }

  @Test func `a body of more than a million bytes is refused`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      try await server.connect { talk in
        let body = "4" + String(repeating: "x", count: 1_000_000)
        try await talk.post(Self.path + "polling&sid=\(sid)", body)
        #expect(try await talk.answer().head.hasPrefix("HTTP/1.1 413 "))
      }
    }
  }

  @Test func `a client that goes while its request is held loses its session`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      try await server.connect { talk in try await talk.get(Self.path + "polling&sid=\(sid)") }
      // The server notices as soon as it reads the end of that connection.
      var answer = "ok"
      while answer == "ok" { answer = try await post("3", sid, server) }
      #expect(answer == #"{"code":1,"message":"Session ID unknown"}"#)
    }
  }

  @Test func `a connection is kept from one held request to the next`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      try await server.connect { talk in
        for name in ["a", "b"] {
          try await talk.get(Self.path + "polling&sid=\(sid)")
          _ = try await post("40/\(name),", sid, server)
          #expect(try await talk.answer().body.hasPrefix("44/\(name),"))
        }
      }
    }
  }

  @Test func `a client that polls no more is forgotten`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      await server.clock.waitForSleepers(2)
      server.clock.jump(by: .seconds(25))
      #expect(try await get(sid, server).body == "2")
      server.clock.jump(by: .seconds(20))
      #expect(try await get(sid, server).body == #"{"code":1,"message":"Session ID unknown"}"#)
    }
  }

  @Test func `a stop ends sessions of both sorts`() async throws {
    try await SocketServer.with(.socketIO()) { server in
      let sid = try await handshake(server)
      try await server.connect { polling in
        try await polling.get(Self.path + "polling&sid=\(sid)")
        try await server.connect { socket in
          _ = try await socket.open(Self.path + "websocket")
          _ = try await socket.text()
          await server.stop()
          #expect(try await socket.closeCode() == 1001)
          #expect(try await polling.answer().body == "6\u{1E}1")
          try await socket.frame(0x88, [0x03, 0xE9])
        }
      }
    }
  }

  // MARK: -

  private func create(_ server: SocketServer) async throws {
    try await server.connect { talk in
      try await talk.post("/createJob", "")
      _ = try await talk.answer()
    }
  }

  private func handshake(_ server: SocketServer) async throws -> String {
    var sid = ""
    try await server.connect { talk in
      try await talk.get(Self.path + "polling")
      let body = try await talk.answer().body
      #expect(body.hasPrefix("0{"))
      let json = try JSON(parsing: String(body.dropFirst()))
      #expect(json["upgrades"] == ["websocket"])
      sid = try #require(json["sid"]?.string)
    }
    return sid
  }

  private func get(
    _ sid: String,
    _ server: SocketServer
  ) async throws -> (head: String, body: String) {
    var answer = (head: "", body: "")
    try await server.connect { talk in
      try await talk.get(Self.path + "polling&sid=\(sid)")
      answer = try await talk.answer()
    }
    return answer
  }

  private func post(_ body: String, _ sid: String, _ server: SocketServer) async throws -> String {
    var answer = ""
    try await server.connect { talk in
      try await talk.post(Self.path + "polling&sid=\(sid)", body)
      answer = try await talk.answer().body
    }
    return answer
  }
}
