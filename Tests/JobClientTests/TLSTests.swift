import HTTPTypes
import JobClient
import JobModel
import JobProfile
import TestSupport
import Testing

/// Secured connections, on real sockets.
@Suite struct TLSTests {
  private static let untrusted =
    "the server's certificate is not trusted: it has expired, or --ca-file must name who signed it"

  private func profile() throws -> Profile {
    try .pushing(#"websocket: {path: /, message: {s: "{state}"}}"#, oneJob: true)
  }

  /// Asks once how the job of a server stands.
  private func ask(_ url: String, _ trust: Trust = .system) async throws -> Result<
    JobState, JobFailure
  > {
    let client = try JobClient(
      profile: profile(),
      url: url,
      options: WatchOptions(push: .none),
      transport: HTTPTransport(base: try BaseURL(url), trust: trust)
    )
    let result: Result<JobState, JobFailure>
    do throws(JobFailure) {
      result = .success(try await client.status(of: .only).state)
    } catch {
      result = .failure(error)
    }
    await client.close()
    return result
  }

  /// Opens a WebSocket and leaves it.
  private func open(
    _ url: String,
    _ trust: Trust = .system
  ) async throws -> (part: SocketPart?, failure: TransportFailure?) {
    var transport = HTTPTransport(base: try BaseURL(url), trust: trust)
    // Where many tests run at once none of them comes up at once.
    transport.patience = .seconds(120)
    let (words, speaker) = AsyncStream.makeStream(of: String.self)
    speaker.finish()
    let (parts, heard) = AsyncStream.makeStream(of: SocketPart.self)
    var failure: TransportFailure?
    do throws(TransportFailure) {
      let request = WireRequest(method: .get, target: "/")
      try await transport.webSocket(request, idle: nil, saying: words) { heard.yield($0) }
    } catch {
      failure = error
    }
    heard.finish()
    await transport.close()
    return (await parts.first { _ in true }, failure)
  }

  /// Answers a status request, and opens a WebSocket where one is asked for.
  private static let play: @Sendable (inout ScriptedTalk) async throws -> Void = { talk in
    let head = try await talk.hearRequest().head
    guard head.lowercased().contains("upgrade: websocket") else {
      return try await talk.answer(200, #"{"s":"running"}"#)
    }
    try await talk.openWebSocket(askedBy: head)
    _ = try await talk.hearFrame()
    try await talk.sayFrame(0x88, [0x03, 0xE8])
  }

  @Test func `a certificate that nobody known signed is one sentence and nothing is sent`()
    async throws
  {
    let context = try TestCertificates.serverContext()
    try await ScriptedServer.with(security: context, Self.play) { url in
      let answer = try await ask(url)
      let request = JobFailure.Request(server: "127.0.0.1", line: "GET /job")
      let failure = JobFailure.untrusted(request, why: Self.untrusted)
      #expect(answer == .failure(failure))
      #expect(failure.description == "127.0.0.1: GET /job was not sent: \(Self.untrusted).")
      let socket = try await open(url)
      #expect(socket.part == nil)
      #expect(socket.failure == .untrusted(Self.untrusted))
    }
  }

  @Test func `an authority of one's own is trusted for https and for wss`() async throws {
    let context = try TestCertificates.serverContext()
    try await ScriptedServer.with(security: context, Self.play) { url in
      try await TestCertificates.withAuthority { file in
        let trust = try Trust(addingAuthoritiesIn: file)
        #expect(try await ask(url, trust) == .success(.running))
        let socket = try await open(url, trust)
        #expect(socket.part == .opened)
        #expect(socket.failure == nil)
      }
    }
  }

  @Test func `a certificate for another name is refused`() async throws {
    let context = try TestCertificates.serverContext()
    try await ScriptedServer.with(host: "127.0.0.2", security: context, Self.play) { url in
      try await TestCertificates.withAuthority { file in
        let trust = try Trust(addingAuthoritiesIn: file)
        let request = JobFailure.Request(server: "127.0.0.2", line: "GET /job")
        let why = "the server's certificate is for another name"
        #expect(try await ask(url, trust) == .failure(.untrusted(request, why: why)))
        #expect(try await open(url, trust).failure == .untrusted(why))
      }
    }
  }

  @Test func `a server without TLS is told apart from one that is not there`() async throws {
    try await ScriptedServer.with { talk in
      _ = try await talk.hear(1)
      try await talk.answer(400, "")
    } _: { url in
      let secured = url.replacing("http:", with: "https:")
      let why = "the server does not speak TLS on that port; try http://"
      let request = JobFailure.Request(server: "127.0.0.1", line: "GET /job")
      let answer = try await ask(secured)
      #expect(answer == .failure(.unreachable(request, why: why)))
      let socket = try await open(secured)
      #expect(socket.failure == .notConnected(why))
    }
  }

  @Test(arguments: ["/nowhere.pem", "/dev/null"])
  func `a file that holds no certificate is refused`(path: String) throws {
    let failure = JobFailure.invalid(
      name: "The CA file",
      given: path,
      allowed: "a file of certificates in PEM"
    )
    #expect(throws: failure) { () throws in _ = try Trust(addingAuthoritiesIn: path) }
  }
}
