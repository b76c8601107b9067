import HTTPTypes
import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

@testable import JobClient

/// What the environment says of proxies.
@Suite struct ProxyTests {
  private static let usual = ["http_proxy": "http://proxy.example:3128"]

  private func proxy(_ url: String, _ environment: [String: String]) throws -> String? {
    Proxy(for: try BaseURL(url), in: environment)?.name
  }

  @Test(
    arguments: [
      ("http://a.example", usual, "proxy.example:3128"),
      ("https://a.example", usual, nil),
      ("https://a.example", ["HTTPS_PROXY": "proxy.example"], "proxy.example:80"),
      ("https://a.example", ["all_proxy": "socks5://s.example"], "s.example:1080"),
      ("http://a.example", ["all_proxy": "https://s.example"], nil),
      ("http://a.example", ["http_proxy": ""], nil),
      ("http://localhost:8080", usual, nil),
      ("http://127.0.0.1:8080", usual, nil),
    ] as [(String, [String: String], String?)]
  )
  func `a server is reached through the proxy of its scheme`(
    url: String,
    environment: [String: String],
    name: String?
  ) throws {
    #expect(try proxy(url, environment) == name)
  }

  @Test(
    arguments: [
      ("*", true), ("a.example", true), (".example", true), ("example", true),
      ("b.example, a.example", true), ("a.example:80", true), ("a.example:81", false),
      ("ample", false), ("", false),
    ]
  )
  func `hosts that are excepted are reached without`(list: String, isExcepted: Bool) throws {
    let environment = Self.usual.merging(["no_proxy": list]) { _, new in new }
    #expect(try proxy("http://a.example", environment) == (isExcepted ? nil : "proxy.example:3128"))
  }

  /// Asks a server of which nobody knows, through a proxy that plays that script.
  private func ask(
    user: String = "",
    _ script: @escaping @Sendable (inout ScriptedTalk) async throws -> Void
  ) async throws -> Result<WireAnswer, TransportFailure> {
    var result: Result<WireAnswer, TransportFailure> = .failure(.broken("nothing was asked"))
    try await ScriptedServer.with(script) { url in
      let transport = HTTPTransport(
        base: try BaseURL("http://jobs.invalid"),
        environment: ["http_proxy": url.replacing("http://", with: "http://" + user)]
      )
      do throws(TransportFailure) {
        let request = WireRequest(method: .get, target: "/jobs/7")
        result = .success(try await transport.send(request, limits: RequestLimits()))
      } catch {
        result = .failure(error)
      }
      await transport.close()
    }
    return result
  }

  @Test func `a request goes through a tunnel that is asked for with credentials`() async throws {
    let heads = Mutex<[String]>([])
    let result = try await ask(user: "ann:secret@") { talk in
      let (wish, _) = try await talk.hearRequest()
      try await talk.say("HTTP/1.1 200 Established\r\n\r\n")
      let (head, _) = try await talk.hearRequest()
      heads.withLock { $0 = [wish.lowercased(), head] }
      try await talk.answer(200, "fine")
    }
    #expect(try result.get().code == 200)
    let heard = heads.withLock { $0 }
    #expect(heard.first?.hasPrefix("connect jobs.invalid:80 ") == true)
    #expect(heard.first?.contains("proxy-authorization: basic yw5uonnly3jlda==") == true)
    #expect(heard.last?.hasPrefix("GET /jobs/7 ") == true)
    #expect(heard.last?.contains("roxy-") == false)
  }

  @Test func `a proxy that wants credentials is told of, and the request was not sent`()
    async throws
  {
    let result = try await ask { talk in
      _ = try await talk.hearRequest()
      try await talk.answer(407, "who are you?")
    }
    guard case .failure(.notConnected(let why)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(why.contains("credentials are wanted (407), at the proxy 127.0.0.1:"))
  }
}
