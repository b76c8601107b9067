import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// Socket.IO where a client hears only of the jobs that it asked for.
@Suite(.timeLimit(.minutes(3)))
struct SocketIORoomTests {
  @Test func `in rooms one hears of the jobs that one asked for, also when they are past`()
    async throws
  {
    try await SocketServer.with(.socketIORooms()) { server in
      try await create(server)
      try await create(server)
      try await server.connect { talk in
        _ = try await talk.open("/socket.io/?EIO=4&transport=websocket")
        _ = try await talk.text()
        try await talk.text("40")
        #expect(
          try await talk.text() == #"42["server_response",{"message":"Connected to the server"}]"#
        )
        #expect(try await talk.text()?.hasPrefix(#"40{"sid":""#) == true)
        try await talk.text(#"42["wait_for_task",{"task_id":"9"}]"#)
        #expect(try await talk.text() == #"42["task_error",{"message":"Task 9 not found"}]"#)
        try await talk.text(#"427["wait_for_task",{"task_id":"2"}]"#)
        #expect(try await talk.text() == "437[]")
        server.clock.jump(by: .seconds(10))
        #expect(
          try await talk.text() == #"42["task_update",{"task_id":"2","status":"completed"}]"#
        )
        try await talk.text(#"42["wait_for_task",{"task_id":"1"}]"#)
        #expect(
          try await talk.text() == #"42["task_update",{"task_id":"1","status":"completed"}]"#
        )
      }
    }
  }

  private func create(_ server: SocketServer) async throws {
    try await server.connect { talk in
      try await talk.post("/tasks", "")
      _ = try await talk.answer()
    }
  }
}
