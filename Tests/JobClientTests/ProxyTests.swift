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
    try Proxy(for: try BaseURL(url), in: environment)?.name
  }

  @Test(
    arguments: [
      ("http://a.example", usual, "proxy.example:3128"),
      ("https://a.example", usual, nil),
      ("https://a.example", ["HTTPS_PROXY": "proxy.example"], "proxy.example:80"),
      ("https://a.example", ["all_proxy": "socks5://s.example"], "s.example:1080"),
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
    guard case .failure(.notForwarded(by: "http_proxy", let why)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(why.contains("credentials are wanted (407), at the proxy 127.0.0.1:"))
  }

  @Test func `a sentence of what a proxy did ends with the proxy and not with the server`() {
    let request = JobFailure.Request(server: "demo", line: "GET /status/7")
    let why = "connection refused, at the proxy p.example:3128"
    let failure = JobFailure.notForwarded(request, by: "all_proxy", why: why)
    #expect(
      failure.description
        == "demo: GET /status/7 did not get through: \(why). Is all_proxy right?"
    )
  }

  @Test(
    arguments: [
      ("https://ann:secret@s.example:8443", "https://s.example:8443"),
      ("ftp://s.example", "ftp://s.example"),
      ("http://", "http://"),
    ]
  )
  func `a proxy that nobody here can speak to is refused before anything is sent`(
    named: String,
    given: String
  ) async throws {
    let transport = HTTPTransport(
      base: try BaseURL("http://a.example"),
      environment: ["ALL_PROXY": named]
    )
    let refusal = JobFailure.invalid(
      name: "ALL_PROXY",
      given: given,
      allowed: "http://HOST:PORT or socks5://HOST:PORT; to reach a.example without a proxy add it "
        + "to no_proxy"
    )
    #expect(throws: refusal) {
      try JobClient(
        profile: .named("envelope"),
        url: "http://a.example",
        transport: transport
      )
    }
    let request = WireRequest(method: .get, target: "/")
    let why = "the proxy \(given) is none of http://HOST:PORT or socks5://HOST:PORT"
    await #expect(throws: TransportFailure.notForwarded(by: "ALL_PROXY", why: why)) {
      try await transport.send(request, limits: RequestLimits())
    }
    await transport.close()
  }

  /// Opens a WebSocket of a server of which nobody knows, through a proxy that plays that script.
  private func open(
    scheme: String = "http",
    _ script: @escaping @Sendable (inout ScriptedTalk) async throws -> Void
  ) async throws -> (parts: [SocketPart], failure: TransportFailure?) {
    let (parts, heard) = AsyncStream.makeStream(of: SocketPart.self)
    var failure: TransportFailure?
    try await ScriptedServer.with(script) { url in
      let proxy = url.replacing("http://", with: "\(scheme)://")
      var transport = HTTPTransport(
        base: try BaseURL("http://jobs.invalid"),
        environment: ["http_proxy": proxy]
      )
      // Where many tests run at once none of them comes up at once.
      transport.patience = .seconds(120)
      let (words, speaker) = AsyncStream.makeStream(of: String.self)
      speaker.yield("hello")
      do throws(TransportFailure) {
        let request = WireRequest(method: .get, target: "/stream")
        try await transport.webSocket(request, idle: nil, saying: words) { heard.yield($0) }
      } catch {
        failure = error
      }
      await transport.close()
    }
    heard.finish()
    return (await parts.reduce(into: []) { $0.append($1) }, failure)
  }

  /// The server at the other end of the tunnel: it says what it has heard.
  @Sendable private static func echo(_ talk: inout ScriptedTalk) async throws {
    let (head, _) = try await talk.hearRequest()
    try await talk.openWebSocket(askedBy: head)
    try await talk.sayText(try await talk.hearFrame().text + " " + head.prefix { $0 != "\r\n" })
    try await talk.sayFrame(0x88, [0x03, 0xE8])
    _ = try await talk.hearFrame()
  }

  private static let echoed: [SocketPart] = [.opened, .text("hello GET /stream HTTP/1.1")]

  @Test func `a WebSocket goes through a tunnel`() async throws {
    let (parts, failure) = try await open { talk in
      let (wish, _) = try await talk.hearRequest()
      guard wish.hasPrefix("CONNECT jobs.invalid:80 ") else { return }
      try await talk.say("HTTP/1.1 200 Established\r\n\r\n")
      try await Self.echo(&talk)
    }
    #expect(failure == nil)
    #expect(parts == Self.echoed)
  }

  @Test func `a WebSocket goes through a SOCKS proxy`() async throws {
    let (parts, failure) = try await open(scheme: "socks5") { talk in
      let greeting = try await talk.hear(3)
      try await talk.say([5, 0])
      let name = Array("jobs.invalid".utf8)
      let wish = try await talk.hear(7 + name.count)
      guard greeting == [5, 1, 0], wish == [5, 1, 0, 3, UInt8(name.count)] + name + [0, 80] else {
        return
      }
      try await talk.say([5, 0, 0, 1, 127, 0, 0, 1, 0, 80])
      try await Self.echo(&talk)
    }
    #expect(failure == nil)
    #expect(parts == Self.echoed)
  }

  @Test(
    arguments: [
      (407, "credentials are wanted (407), at the proxy 127.0.0.1:"),
      (403, "a refusal, at the proxy 127.0.0.1:"),
    ]
  )
  func `a proxy that opens no way for a WebSocket is named`(code: Int, why: String) async throws {
    let (parts, failure) = try await open { talk in
      _ = try await talk.hearRequest()
      try await talk.answer(code, "no")
    }
    #expect(parts == [])
    guard case .notForwarded(by: "http_proxy", let words)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(words.hasPrefix(why))
  }

  @Test func `a proxy that closes at once is named`() async throws {
    let (_, failure) = try await open { _ in }
    guard case .notForwarded(by: "http_proxy", let words)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(words.hasPrefix("it closed the connection, at the proxy 127.0.0.1:"))
  }
}
