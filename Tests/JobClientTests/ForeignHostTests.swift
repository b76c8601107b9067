import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

/// Credentials stay with the host they were given for; on two real servers.
@Suite struct ForeignHostTests {
  /// A way to say who one is, and the header fields that must not get abroad.
  struct Scheme: Sendable, CustomTestStringConvertible {
    let auth: String
    let secrets: [String]

    var testDescription: String { auth }
  }

  /// What one server was asked, head by head, in lower case.
  private final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    var heads: [String] { lines.withLock { $0 } }

    func add(_ head: String) {
      lines.withLock { $0.append(head.lowercased()) }
    }
  }

  private static let schemes: [Scheme] = [
    // ann:s3cret in Base64.
    Scheme(auth: "basic", secrets: ["authorization: basic yw5uonmzy3jlda=="]),
    Scheme(auth: "bearer", secrets: ["authorization: bearer t0ken"]),
    Scheme(
      auth: #"{X-User: "{username}", X-Key: "{token}"}"#,
      secrets: ["x-user: ann", "x-key: t0ken"]
    ),
  ]

  private func client(_ auth: String, _ url: String) throws -> JobClient {
    let yaml = """
      name: x
      auth: \(auth)
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      list: {request: GET /jobs, answer: {body: [{id: "{id}", s: "{state}"}]}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      """
    return try JobClient(
      profile: try Profile(yaml: yaml, file: "x"),
      url: url,
      credentials: Credentials(username: "ann", password: "s3cret", token: "t0ken"),
      transport: HTTPTransport(
        base: try BaseURL(url),
        headers: [try #require(HTTPField.Name("X-Team")): "video"]
      )
    )
  }

  /// Answers each request by its first line and notes its head.
  private func with(
    _ notes: Notes,
    answering answer: @escaping @Sendable (_ line: Substring) -> String,
    _ body: (_ url: String) async throws -> Void
  ) async throws {
    try await ScriptedServer.with { talk in
      while true {
        let head = try await talk.hearRequest().head
        notes.add(head)
        try await talk.say("HTTP/1.1 " + answer(head.prefix { $0 != "\r\n" }))
      }
    } _: { url in
      try await body(url)
    }
  }

  @Test(arguments: schemes)
  func `a result abroad is fetched without credentials, one at home with them`(
    scheme: Scheme
  ) async throws {
    let (home, abroad) = (Notes(), Notes())
    try await with(home) { _ in
      Self.json("own")
    } _: { homeURL in
      try await with(abroad) { _ in
        Self.json("other")
      } _: { abroadURL in
        let client = try client(scheme.auth, homeURL)
        try await client.download(homeURL + "/results/7") { _ in }
        try await client.download(abroadURL + "/clip.mp4?x=1") { _ in }
        await client.close()
      }
    }
    #expect(home.heads.count == 1 && scheme.secrets.allSatisfy { home.heads[0].contains($0) })
    #expect(abroad.heads.count == 1 && abroad.heads[0].hasPrefix("get /clip.mp4?x=1 "))
    #expect(!abroad.heads[0].contains("x-team"))
    for secret in scheme.secrets { #expect(!abroad.heads[0].contains(secret)) }
  }

  @Test(arguments: schemes)
  func `a result that has moved abroad is fetched there without credentials`(
    scheme: Scheme
  ) async throws {
    let (home, abroad) = (Notes(), Notes())
    let fetched = Mutex<[UInt8]>([])
    try await with(abroad) { _ in
      Self.json("clip")
    } _: { abroadURL in
      try await with(home) { _ in
        "302 Found\r\nLocation: \(abroadURL)/clip.mp4\r\nContent-Length: 0\r\n\r\n"
      } _: { homeURL in
        let client = try client(scheme.auth, homeURL)
        try await client.download(homeURL + "/results/7") { part in
          if case .bytes(let bytes) = part { fetched.withLock { $0 += bytes } }
        }
        await client.close()
      }
    }
    #expect(fetched.withLock { $0 } == Array("clip".utf8))
    #expect(home.heads.count == 1 && scheme.secrets.allSatisfy { home.heads[0].contains($0) })
    for secret in scheme.secrets { #expect(!abroad.heads[0].contains(secret)) }
  }

  private static func json(_ body: String, _ more: String = "") -> String {
    "200 OK\r\n\(more)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  private static func redirect(_ code: Int, to url: String) -> String {
    "\(code) Elsewhere\r\nLocation: \(url)\r\nContent-Length: 0\r\n\r\n"
  }

  @Test(arguments: schemes, [301, 302, 303, 307, 308])
  func `a redirect to another host takes no credentials along`(
    scheme: Scheme,
    code: Int
  ) async throws {
    let (here, abroad) = (Notes(), Notes())
    try await with(abroad) { _ in
      Self.json(#"{"s":"running"}"#)
    } _: { foreign in
      try await with(here) { _ in
        Self.redirect(code, to: "\(foreign)/x")
      } _: { url in
        let client = try client(scheme.auth, url)
        #expect(try await client.status(of: "7").state == .running)
        await client.close()
      }
    }
    let (own, other) = (here.heads.joined(), abroad.heads.joined())
    #expect(other.hasPrefix("get /x "))
    for secret in scheme.secrets + ["x-team: video"] {
      #expect(own.contains(secret))
      #expect(!other.contains(secret.prefix { $0 != ":" } + ":"))
    }
  }

  @Test func `a server that leads on and on is given up and its URL is doubted`() async throws {
    let notes = Notes()
    try await with(notes) { _ in
      Self.redirect(307, to: "/\(notes.heads.count)")
    } _: { url in
      let client = try client("bearer", url)
      let failure = await #expect(throws: JobFailure.self) { try await client.status(of: "7") }
      #expect(
        failure?.description.hasSuffix("more than 5 redirects. Is the URL the right one?") == true
      )
      await client.close()
    }
  }

  @Test func `a server that leads round in a circle is left where it closes`() async throws {
    let notes = Notes()
    try await with(notes) { _ in
      Self.redirect(307, to: notes.heads.count == 1 ? "/a" : "/b")
    } _: { url in
      let transport = HTTPTransport(base: try BaseURL(url))
      let request = WireRequest(method: .get, target: "/7")
      await #expect(throws: TransportFailure.misled(redirects: 3)) {
        _ = try await transport.send(request, limits: RequestLimits())
      }
      await transport.close()
    }
    #expect(notes.heads.count == 3)
  }

  @Test(arguments: schemes)
  func `a redirect on the same host keeps them`(scheme: Scheme) async throws {
    let notes = Notes()
    try await with(notes) { line in
      line.hasPrefix("GET /jobs/7 ")
        ? Self.redirect(307, to: "/moved") : Self.json(#"{"s":"running"}"#)
    } _: { url in
      let client = try client(scheme.auth, url)
      #expect(try await client.status(of: "7").state == .running)
      await client.close()
    }
    let last = try #require(notes.heads.last)
    #expect(last.hasPrefix("get /moved "))
    for secret in scheme.secrets { #expect(last.contains(secret)) }
  }

  @Test(arguments: schemes)
  func `a link to another host is not followed`(scheme: Scheme) async throws {
    let (here, abroad) = (Notes(), Notes())
    let page = #"[{"id":"7","s":"running"}]"#
    try await ScriptedServer.with(host: "127.0.0.2") { talk in
      abroad.add("asked")
      _ = try await talk.hearRequest()
      try await talk.answer(200, page)
    } _: { foreign in
      try await with(here) { _ in
        Self.json(page, "Link: <\(foreign)/jobs?page=2>; rel=\"next\"\r\n")
      } _: { url in
        let client = try client(scheme.auth, url)
        #expect(try await client.list().map(\.job.jobID) == ["7"])
        await client.close()
      }
    }
    #expect(here.heads.count == 1)
    #expect(abroad.heads == [])
  }

  @Test func `a push connection goes to no other host`() async throws {
    let abroad = Notes()
    try await with(abroad) { _ in
      Self.json("")
    } _: { foreign in
      try await with(Notes()) { _ in
        Self.redirect(307, to: "\(foreign)/ws")
      } _: { url in
        let transport = HTTPTransport(base: try BaseURL(url))
        let request = WireRequest(
          method: .get,
          target: "/ws",
          headers: [.authorization: "Bearer t0ken"]
        )
        let (parts, heard) = AsyncStream.makeStream(of: SocketPart.self)
        let words = AsyncStream<String> { $0.finish() }
        try await transport.webSocket(request, idle: nil, saying: words) { heard.yield($0) }
        let (answers, answered) = AsyncStream.makeStream(of: StreamPart.self)
        try await transport.stream(request, idle: .seconds(10)) { answered.yield($0) }
        await transport.close()
        #expect(await parts.first { _ in true } == .refused(code: 307))
        guard case .head(307, _)? = await answers.first(where: { _ in true }) else {
          Issue.record("the stream was opened")
          return
        }
      }
    }
    #expect(abroad.heads == [])
  }

  @Test func `after the close nothing more is sent`() async throws {
    let notes = Notes()
    let (asked, asking) = AsyncStream.makeStream(of: Void.self)
    try await with(notes) { _ in
      asking.yield()
      return Self.json(#"{"s":"running"}"#)
    } _: { url in
      let client = try client("none", url)
      _ = try await client.track(["7", "8", "9"])
      var count = 0
      for await _ in asked {
        count += 1
        if count == 3 { break }
      }
      await client.close()
      #expect(await client.counts() == .none)
      let before = notes.heads.count
      do throws(JobFailure) {
        _ = try await client.status(of: "7")
        Issue.record("a closed client asked")
      } catch {
        #expect(error == .closed)
      }
      // Whatever was still on its way is heard before the answer to one who asks now.
      let other = try self.client("none", url)
      _ = try await other.status(of: "last")
      await other.close()
      let after = notes.heads.dropFirst(before)
      #expect(after.count == 1)
      #expect(after.first?.hasPrefix("get /jobs/last ") == true)
    }
  }
}
