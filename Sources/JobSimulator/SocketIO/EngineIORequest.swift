import HTTPTypes
import JobProfile

/// What a request on the path of Socket.IO asks for, as far as the request alone says it.
enum EngineIORequest: Hashable, Sendable {
  /// A session is to begin.
  case handshake(overWebSocket: Bool)
  /// Packets are asked for.
  case poll(sessionID: String)
  /// Packets are brought.
  case post(sessionID: String)
  /// A session wants to go over to a WebSocket.
  case upgrade(sessionID: String)
}

extension EngineIORequest {
  /// Checks in the order of the reference server: transport, session, method, version.
  ///
  /// `knows`: how a session stands, nothing where there is none.
  static func reading(
    _ request: WireRequest,
    isWebSocket: Bool,
    knows: (String) -> EngineIOSession.Standing?
  ) -> Result<EngineIORequest, Refusal> {
    let query = EngineIOQuery(request.target)
    guard query.transport == "polling" || query.transport == "websocket" else {
      return .failure(Refusal(.unknownTransport))
    }
    let asksForSocket = query.transport == "websocket"
    guard let sessionID = query.sessionID else {
      guard request.method == .get else { return .failure(Refusal(.badHandshakeMethod)) }
      guard asksForSocket == isWebSocket else { return .failure(Refusal(.badRequest)) }
      guard query.version == "4" else { return .failure(Refusal(.unsupportedVersion)) }
      return .success(.handshake(overWebSocket: isWebSocket))
    }
    guard let standing = knows(sessionID) else { return .failure(Refusal(.unknownSession)) }
    if isWebSocket, asksForSocket { return .success(.upgrade(sessionID: sessionID)) }
    guard !isWebSocket, !asksForSocket, standing == .polling else {
      return .failure(Refusal(.badRequest))
    }
    switch request.method {
    case .get: return .success(.poll(sessionID: sessionID))
    case .post: return .success(.post(sessionID: sessionID))
    default: return .failure(Refusal(.badRequest))
    }
  }

  /// A fault that can be thrown.
  struct Refusal: Error {
    let fault: EngineIOFault

    init(_ fault: EngineIOFault) {
      self.fault = fault
    }
  }
}

/// The parameters of Engine.IO in the query of a request; they need no decoding.
private struct EngineIOQuery {
  private let parameters: [Substring: Substring]

  init(_ target: String) {
    let query = target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    let pairs = query.split(separator: "&").map { parameter in
      let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (pair[0], pair.count > 1 ? pair[1] : "")
    }
    parameters = Dictionary(pairs) { first, _ in first }
  }

  var transport: Substring? { parameters["transport"] }
  var version: Substring? { parameters["EIO"] }
  var sessionID: String? { parameters["sid"].map { String($0) } }
}
