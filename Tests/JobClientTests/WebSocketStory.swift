import JobClient
import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

/// The whole client against a server with a plain WebSocket, as typed from its own words.
@Suite struct WebSocketStory {
  @Test(.timeLimit(.minutes(3)))
  func `a server that never answers the upgrade holds up nobody who closes`() async throws {
    let (heads, heard) = AsyncStream.makeStream(of: String.self)
    let push = #"websocket: {path: /, message: {s: "{state}"}}"#
    try await ScriptedServer.with { talk in
      while true {
        let head = try await talk.hearRequest().head
        if head.lowercased().contains("upgrade: websocket") {
          heard.yield(head)
        } else {
          try await talk.answer(200, #"{"s":"pending"}"#)
        }
      }
    } _: { url in
      let client = try JobClient(profile: try .pushing(push, oneJob: true), url: url)
      _ = try await client.track([.only])
      _ = await heads.first { _ in true }
      // It may take ten seconds to answer; leaving does not wait for that.
      let time = await ContinuousClock().measure { await client.close() }
      #expect(time < .seconds(8))
      #expect(await client.counts() == .none)
    }
  }

  @Test func `the end comes over the socket and is asked for once`() async throws {
    let isOver = Mutex(false)
    let (answers, answered) = AsyncStream.makeStream(of: Void.self)
    let push = #"websocket: {path: /, message: {s: "{state}"}, replay: true}"#
    let profile = try Profile.pushing(push, oneJob: true)
    try await ScriptedServer.with { talk in
      while true {
        let head = try await talk.hearRequest().head
        guard head.lowercased().contains("upgrade: websocket") else {
          let word = isOver.withLock { $0 } ? "completed" : "pending"
          try await talk.answer(200, #"{"s":"\#(word)"}"#)
          answered.yield()
          continue
        }
        try await talk.openWebSocket(askedBy: head)
        try await talk.sayText(#"{"s":"pending"}"#)
        // The first status request is out of the way: what follows is learned by push.
        for await _ in answers { break }
        isOver.withLock { $0 = true }
        try await talk.sayText(#"{"s":"completed"}"#)
        _ = try await talk.hearFrame()
        try await talk.sayFrame(0x88, [0x03, 0xE8])
      }
    } _: { url in
      let client = try JobClient(
        profile: profile,
        url: url,
        options: WatchOptions(poll: .fixed(.seconds(60)))
      )
      var last: JobUpdate?
      for try await update in client.updates(of: .only) { last = update }
      #expect(last?.state == .completed)
      #expect(last?.source == .push(.websocket))
      await client.close()
      #expect(await client.counts() == .none)
    }
  }
}
