import HTTPTypes
import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

@testable import JobClient

/// Webhooks on real sockets.
@Suite struct WebhookStory {
  /// Posts to a URL of ours.
  private func post(
    _ url: String,
    _ body: [UInt8],
    method: HTTPRequest.Method = .post
  ) async throws -> Int {
    let transport = HTTPTransport(base: try BaseURL(url))
    let request = WireRequest(method: method, target: "", headers: [:], body: body)
    let answer: Result<WireAnswer, TransportFailure>
    do {
      answer = .success(try await transport.send(request, limits: RequestLimits()))
    } catch {
      answer = .failure(error)
    }
    await transport.close()
    return try answer.get().code
  }

  private func failure(listeningOn url: String) async throws -> TransportFailure? {
    let (events, heard) = AsyncStream.makeStream(of: PushEvent.self)
    await WebhookReceiver(address: try WebhookAddress(url)) { heard.yield($0) }.run()
    guard case .ended(let failure, _)? = await events.first(where: { _ in true }) else {
      return nil
    }
    return failure
  }

  @Test func `a port that another program has is named, and what to do`() async throws {
    try await ScriptedServer.with { _ in
    } _: { taken in
      let port = try BaseURL(taken).port
      let why =
        "another program listens on port \(port) of 127.0.0.1. Name another port, or 0 for a free one"
      #expect(try await failure(listeningOn: "\(taken)/hook") == .notConnected(why))
    }
  }

  @Test func `an address that is not ours is named, and what to do`() async throws {
    // 192.0.2.0/24 is kept for documentation (RFC 5737).
    let why = "192.0.2.1 is no address of this machine. Name one that is, as 127.0.0.1"
    #expect(try await failure(listeningOn: "http://192.0.2.1:9000/hook") == .notConnected(why))
  }

  @Test func `the end is posted and the URL withdrawn`() async throws {
    let push = """
      webhook:
          register: {request: POST /webhooks/register, body: {url: "{callback}"}, answer: {body: {message: "{*}"}}}
          unregister: {request: DELETE /webhooks/unregister, body: {url: "{callback}"}, answer: {body: {message: "{*}"}}}
          message: {result: "{state}", timestamp: "{now.ms}"}
      """
    let isOver = Mutex(false)
    let (requests, heard) = AsyncStream.makeStream(of: String.self)
    let (urls, registered) = AsyncStream.makeStream(of: String.self)
    try await ScriptedServer.with { talk in
      while true {
        let (head, body) = try await talk.hearRequest()
        let line = head.prefix { $0 != "\r\n" }
        if line.hasPrefix("GET") {
          let word = isOver.withLock { $0 } ? "completed" : "pending"
          try await talk.answer(200, #"{"s":"\#(word)"}"#)
        } else {
          heard.yield("\(line.prefix { $0 != " " }) \(body)")
          try await talk.answer(200, #"{"message":"done"}"#)
          if line.hasPrefix("POST"), let url = try JSON(parsing: body)["url"]?.string {
            registered.yield(url)
          }
        }
      }
    } _: { url in
      let client = try JobClient(
        profile: try .pushing(push, oneJob: true),
        url: url,
        options: WatchOptions(
          poll: .fixed(.seconds(60)),
          push: .webhook("http://127.0.0.1:0/hook")
        )
      )
      async let last = client.waitForCompletion(of: .only, within: .seconds(60))
      var iterator = urls.makeAsyncIterator()
      let callback = try #require(await iterator.next(isolation: #isolation))
      #expect(try await post(callback, [], method: .get) == 405)
      #expect(try await post(callback + "s", []) == 404)
      #expect(try await post(callback, [UInt8](repeating: 32, count: 2 << 20)) == 413)
      isOver.withLock { $0 = true }
      let body = Array(#"{"result":"completed","timestamp":1795222303140}"#.utf8)
      #expect(try await post(callback, body) == 204)
      #expect(try await last.state == .completed)
      await client.close()
      #expect(await client.counts() == .none)
      heard.finish()
      await #expect(throws: TransportFailure.self) { try await post(callback, body) }
      let expected = #"{"url":"\#(callback)"}"#
      let said = await requests.reduce(into: []) { $0.append($1) }
      #expect(said == ["POST \(expected)", "DELETE \(expected)"])
    }
  }
}
