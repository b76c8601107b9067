import HTTPTypes
import JobModel
import JobProfile

/// Why a request to Engine.IO is refused, with the codes of the reference server.
enum EngineIOFault: Int, Sendable {
  case unknownTransport = 0
  case unknownSession = 1
  case badHandshakeMethod = 2
  case badRequest = 3
  case unsupportedVersion = 5

  private var message: JSON {
    switch self {
    case .unknownTransport: "Transport unknown"
    case .unknownSession: "Session ID unknown"
    case .badHandshakeMethod: "Bad handshake method"
    case .badRequest: "Bad request"
    case .unsupportedVersion: "Unsupported protocol version"
    }
  }

  /// The refusal on the wire.
  var answer: WireAnswer {
    let body: JSON = ["code": .number(String(rawValue)), "message": message]
    return WireAnswer(code: 400, headers: [.contentType: "application/json"], body: body.bytes)
  }
}
