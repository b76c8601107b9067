import HTTPTypes
import JobModel
import JobProfile

/// The way requests reach a server: over the network, or in process in tests.
public protocol Transport: Sendable {
  /// Sends a request and waits for the whole answer.
  /// - Throws: `TransportFailure` where no whole answer came within `limits`.
  func send(
    _ request: WireRequest,
    limits: RequestLimits
  ) async throws(TransportFailure) -> WireAnswer

  /// Sends a request and hands on the answer as it arrives; returns when the server ends it.
  /// - Throws: `TransportFailure`, `timedOut` where nothing came for `idle`.
  func stream(
    _ request: WireRequest,
    idle: Duration,
    receive: @Sendable (StreamPart) async -> Void
  ) async throws(TransportFailure)

  /// Opens a WebSocket, says `words` and hands on what is heard; returns when it is closed, by the
  /// server or because the words have ended.
  ///
  /// With `idle` a server that is silent for half of it is pinged.
  /// - Throws: `TransportFailure`, `timedOut` where nothing came for `idle`.
  func webSocket(
    _ request: WireRequest,
    idle: Duration?,
    saying words: some AsyncSequence<String, Never> & Sendable,
    receive: @Sendable (SocketPart) async -> Void
  ) async throws(TransportFailure)

  /// Ends every connection; nothing is sent afterwards.
  func close() async
}

extension Transport {
  /// A transport that knows no WebSocket refuses it: the next kind of push is tried.
  public func webSocket(
    _ request: WireRequest,
    idle: Duration?,
    saying words: some AsyncSequence<String, Never> & Sendable,
    receive: @Sendable (SocketPart) async -> Void
  ) async throws(TransportFailure) {
    await receive(.refused(code: 501))
  }
}

/// What one request may take.
public struct RequestLimits: Hashable, Sendable {
  /// From sending to the last byte of the answer.
  public var time: Duration
  /// Bytes of the answer's body.
  public var body: Int

  /// Sets limits.
  public init(time: Duration = .seconds(10), body: Int = 1 << 20) {
    self.time = time
    self.body = body
  }
}

/// A piece of an answer that arrives bit by bit.
public enum StreamPart: Hashable, Sendable {
  /// The status code and the headers; comes first, once.
  case head(code: Int, headers: HTTPFields)
  /// Bytes of the body as they came.
  case bytes([UInt8])
}

/// What happens on a WebSocket.
public enum SocketPart: Hashable, Sendable {
  /// The server answered with that code instead of opening it; nothing follows.
  case refused(code: Int)
  /// It is open.
  case opened
  /// A message.
  case text(String)
  /// A message of binary data.
  case binary
}

/// Why there is no answer.
public enum TransportFailure: Error, Hashable, Sendable {
  /// No connection came about: the request has certainly not reached the server.
  case notConnected(String)
  /// The proxy that a variable of the environment names did not let it through: the request has
  /// certainly not reached the server.
  case notForwarded(by: String, why: String)
  /// The server could not prove who it is: the request was certainly not sent.
  case untrusted(String)
  /// The connection broke: the request may have reached the server.
  case broken(String)
  /// The server has led on so often, and never answered: the request may have reached it.
  case misled(redirects: Int)
  /// No answer in time: the request may have reached the server.
  case timedOut(Duration)
  /// The body is larger than allowed.
  case tooLarge(limit: Int)

  /// Whether the request has certainly not reached the server.
  public var isUnsent: Bool {
    switch self {
    case .notConnected, .notForwarded, .untrusted: true
    case .broken, .misled, .timedOut, .tooLarge: false
    }
  }
}
