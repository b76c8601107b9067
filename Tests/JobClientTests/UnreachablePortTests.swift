import JobModel
import JobProfile
import TestSupport
import Testing

@testable import JobClient

/// A URL can hold a port that there is none of; whoever connects to it dies.
@Suite struct UnreachablePortTests {
  static let wrong = [0, 65_536, 99_999]

  private func client(_ url: String) throws -> JobClient {
    try JobClient(profile: .named("envelope"), url: url, options: WatchOptions(push: .none))
  }

  /// A server that sends everybody to that port.
  private func misleading(
    to port: Int,
    _ body: (JobClient, _ url: String) async throws -> Void
  ) async throws {
    try await ScriptedServer.with { talk in
      while true {
        _ = try await talk.hearRequest()
        try await talk.say(
          "HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:\(port)/x\r\nContent-Length: 0\r\n\r\n"
        )
      }
    } _: { url in
      let client = try client(url)
      try await body(client, url)
      await client.close()
    }
  }

  @Test(arguments: wrong)
  func `a server that leads there has answered with a redirect`(port: Int) async throws {
    try await misleading(to: port) { client, _ in
      let failure = await #expect(throws: JobFailure.self) { try await client.status(of: "7") }
      #expect(failure?.description.contains("307") == true)
    }
  }

  @Test func `a create that was led on to no page may have made a job`() async throws {
    try await ScriptedServer.with { talk in
      while true {
        let (head, _) = try await talk.hearRequest()
        guard head.hasPrefix("POST ") else {
          try await talk.answer(404, #"{"error":"no such page"}"#)
          continue
        }
        try await talk.say(
          "HTTP/1.1 302 Found\r\nLocation: /done?key=s3cret\r\nContent-Length: 0\r\n\r\n"
        )
      }
    } _: { url in
      let client = try client(url)
      let failure = await #expect(throws: JobFailure.self) { try await client.create() }
      guard case .unconfirmed(_, _, let why) = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
      let host = url.dropFirst("http://".count)
      #expect(why.contains("it led on to GET \(host)/done, which answered 404"))
      #expect(!why.contains("s3cret"))
      await client.close()
    }
  }

  @Test func `what goes wrong where a server redirects to is not put on the server`() async throws {
    try await misleading(to: 1) { client, url in
      let failure = await #expect(throws: JobFailure.self) { try await client.status(of: "7") }
      #expect(
        failure?.description.contains(
          "connection refused, at 127.0.0.1:1, where it redirects to"
        ) == true
      )
    }
  }

  @Test(arguments: wrong)
  func `a result that is said to lie there is not fetched`(port: Int) async throws {
    try await misleading(to: port) { client, url in
      for place in ["http://127.0.0.1:\(port)/x?key=s3cret", url + "/moved"] {
        let failure = await #expect(throws: JobFailure.self) {
          try await client.download(place) { _ in }
        }
        let words = failure?.description ?? "nothing"
        #expect(words.contains("http://127.0.0.1:\(port)/x"), "\(words)")
        #expect(failure?.description.contains("s3cret") == false)
      }
    }
  }

  @Test(arguments: [65_536, 99_999])
  func `nobody listens or passes on there`(port: Int) throws {
    #expect(throws: JobFailure.self) { try WebhookAddress("http://127.0.0.1:\(port)/hook") }
    let base = try BaseURL("http://a.example")
    for scheme in ["http", "socks5"] {
      #expect(throws: Proxy.Unusable.self) {
        try Proxy(for: base, in: ["http_proxy": "\(scheme)://proxy.example:\(port)"])
      }
    }
  }
}
