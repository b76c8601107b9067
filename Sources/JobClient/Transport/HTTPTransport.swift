import AsyncHTTPClient
import Foundation
import HTTPTypes
import JobModel
import JobProfile
import NIOCore
import NIOHTTP1

/// Requests over the network, by AsyncHTTPClient.
public struct HTTPTransport: Transport {
  let base: BaseURL
  private let pool: ConnectionPool
  let headers: HTTPFields
  let trust: Trust
  /// How long the opening of a WebSocket may take.
  package var patience = Duration.seconds(10)
  /// Whether an answer that leads elsewhere is followed; else it is the answer.
  package var followsRedirects = true
  private let way: Result<Proxy?, Proxy.Unusable>
  private static let redirectLimit = 5

  /// Makes a transport to one server; connections are opened as they are needed.
  /// - Parameters:
  ///   - base: Where the server is.
  ///   - headers: What goes with every request, over what the profile says.
  ///   - trust: Whose signature makes the server's certificate believed.
  ///   - environment: Where a proxy is named, by `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`.
  public init(
    base: BaseURL,
    headers: HTTPFields = [:],
    trust: Trust = .system,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.init(
      base: base,
      headers: headers,
      trust: trust,
      environment: environment,
      clock: SystemClock()
    )
  }

  /// `clock`: knows when the machine slept.
  package init(
    base: BaseURL,
    headers: HTTPFields = [:],
    trust: Trust = .system,
    environment: [String: String] = [:],
    clock: any JobClock
  ) {
    let way = Result { () throws(Proxy.Unusable) in try Proxy(for: base, in: environment) }
    self.base = base
    self.headers = headers
    self.trust = trust
    self.way = way
    pool = ConnectionPool(clock: clock) {
      Self.makeClient(idle: nil, trust, (try? way.get()) ?? nil)
    }
  }

  /// What the server is reached through.
  func proxy() throws(Proxy.Unusable) -> Proxy? { try way.get() }

  /// Refuses a proxy that the environment names and nobody here can speak to, before anything is sent.
  static func checkProxy(
    of transport: (any Transport)?,
    for base: BaseURL
  ) throws(JobFailure) {
    do throws(Proxy.Unusable) {
      if let transport = transport as? HTTPTransport {
        _ = try transport.proxy()
      } else if transport == nil {
        _ = try Proxy(for: base, in: ProcessInfo.processInfo.environment)
      }
    } catch {
      throw error.failure
    }
  }

  /// `idle`: how long may pass between two pieces of an answer; nothing: what bounds the whole of it.
  private static func makeClient(
    idle: Duration?,
    _ trust: Trust,
    _ proxy: Proxy?
  ) -> HTTPClient {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: trust.configuration,
      redirectConfiguration: .disallow,
      timeout: .init(
        connect: .seconds(5),
        read: idle.map { .nanoseconds($0.wholeNanoseconds) }
      )
    )
    configuration.httpVersion = .http1Only
    configuration.proxy = proxy?.configuration
    // A refused connection is an answer: the watcher decides when to try again.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 32
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Sends a request, follows up to five redirects, and waits for the whole answer.
  public func send(
    _ request: WireRequest,
    limits: RequestLimits
  ) async throws(TransportFailure) -> WireAnswer {
    do {
      _ = try proxy()
      return try await within(limits.time) { try await follow(request, limits) }
    } catch {
      throw TransportFailure(error, limits: limits).through(try? proxy(), because: error)
    }
  }

  /// AsyncHTTPClient's own timeout bounds the head of an answer only; this one bounds all of it.
  private func within(
    _ limit: Duration,
    _ work: @escaping @Sendable () async throws -> WireAnswer
  ) async throws -> WireAnswer {
    try await withThrowingTaskGroup(of: WireAnswer.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: limit)
        throw TransportFailure.timedOut(limit)
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw TransportFailure.timedOut(limit) }
      return first
    }
  }

  private func follow(_ request: WireRequest, _ limits: RequestLimits) async throws -> WireAnswer {
    var outgoing = OutgoingRequest(request, base: base, adding: headers)
    let client = await pool.client()
    var places: Set<String> = []
    for _ in 0...Self.redirectLimit {
      let response: HTTPClientResponse
      do {
        response = try await client.execute(outgoing.request, deadline: .distantFuture)
      } catch let failure where !places.isEmpty {
        throw TransportFailure(failure, limits: limits).beyondRedirect(to: outgoing.host)
      }
      guard followsRedirects, let next = outgoing.redirected(by: response) else {
        var answer = try await answer(response, limits)
        if !places.isEmpty { answer.origin = outgoing.name }
        return answer
      }
      places.insert(outgoing.place)
      if places.contains(next.place) { throw TransportFailure.misled(redirects: places.count) }
      outgoing = next
    }
    throw TransportFailure.misled(redirects: Self.redirectLimit)
  }

  private func answer(
    _ response: HTTPClientResponse,
    _ limits: RequestLimits
  ) async throws -> WireAnswer {
    let body = try await response.body.collect(upTo: limits.body)
    return WireAnswer(
      code: Int(response.status.code),
      headers: HTTPFields(response.headers),
      body: Array(body.readableBytesView)
    )
  }

  /// Sends a request and hands on the answer as it arrives.
  public func stream(
    _ request: WireRequest,
    idle: Duration,
    receive: @Sendable (StreamPart) async -> Void
  ) async throws(TransportFailure) {
    let proxy: Proxy?
    do { proxy = try self.proxy() } catch { throw error.transportFailure }
    // A client of its own, because the time between two pieces is a setting of the client.
    let client = Self.makeClient(idle: idle, trust, proxy)
    let failure: TransportFailure?
    do {
      try await listen(OutgoingRequest(request, base: base, adding: headers), client, receive)
      failure = nil
    } catch {
      let limits = RequestLimits(time: idle)
      failure = TransportFailure(error, limits: limits).through(proxy, because: error)
    }
    try? await client.shutdown()
    if let failure { throw failure }
  }

  private func listen(
    _ outgoing: OutgoingRequest,
    _ client: HTTPClient,
    _ receive: @Sendable (StreamPart) async -> Void
  ) async throws {
    // The client's own limit between two pieces bounds the time to the first one as well.
    let response = try await client.execute(outgoing.request, deadline: .distantFuture)
    let code = Int(response.status.code)
    await receive(.head(code: code, headers: HTTPFields(response.headers)))
    for try await chunk in response.body {
      await receive(.bytes(Array(chunk.readableBytesView)))
    }
  }

  /// Ends every connection.
  public func close() async {
    await pool.close()
  }
}

extension HTTPFields {
  /// The fields of a response; those whose name no field may have are left out.
  init(_ headers: HTTPHeaders) {
    self.init()
    for (name, value) in headers {
      guard let name = HTTPField.Name(name) else { continue }
      append(HTTPField(name: name, value: value))
    }
  }
}
