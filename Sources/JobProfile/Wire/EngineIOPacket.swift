/// One packet of Engine.IO, the layer below Socket.IO (Engine.IO protocol 4).
///
/// ```
///  WebSocket     one packet a text frame        2probe
///  long polling  packets with 0x1E in between   40{"sid":"a"}␞42["statusUpdate",{…}]
/// ```
package enum EngineIOPacket: Hashable, Sendable {
  /// The session begins; only servers send it.
  case open(EngineIOHandshake)
  /// The session ends.
  case close
  /// The server asks for a sign of life; with `probe` a client tries a new transport.
  case ping(String)
  /// The answer to a ping, with its text.
  case pong(String)
  /// What the layer above says.
  case message(String)
  /// From now on the new transport counts.
  case upgrade
  /// Nothing: it lets a held request go.
  case noop

  /// The text of the ping and the pong that try a new transport.
  package static let probe = "probe"

  /// Between packets in the body of a long poll.
  package static let separator: UInt8 = 0x1E

  /// Reads one packet.
  package init(parsing text: some StringProtocol) throws(PacketMistake) {
    guard let type = text.first else { throw .empty }
    let data = text.dropFirst()
    switch type {
    case "0": self = .open(try EngineIOHandshake(parsing: data))
    case "2": self = .ping(String(data))
    case "3": self = .pong(String(data))
    case "4": self = .message(String(data))
    case "1", "5", "6":
      guard data.isEmpty else { throw .unexpectedData(type) }
      self = type == "1" ? .close : type == "5" ? .upgrade : .noop
    case "b": throw .binary
    default: throw .unknownType(type)
    }
  }

  /// The packet as it stands in a frame or a body.
  package var text: String {
    switch self {
    case .open(let handshake): "0\(handshake.json)"
    case .close: "1"
    case .ping(let text): "2\(text)"
    case .pong(let text): "3\(text)"
    case .message(let text): "4\(text)"
    case .upgrade: "5"
    case .noop: "6"
    }
  }

  /// The packets in the body of a long poll; the first that is none makes the body unreadable.
  package static func packets(inBody body: [UInt8]) throws(PacketMistake) -> [EngineIOPacket] {
    guard let text = String(validating: body, as: UTF8.self) else { throw .notText }
    let parts = text.utf8.split(separator: separator, omittingEmptySubsequences: false)
    var packets: [EngineIOPacket] = []
    packets.reserveCapacity(parts.count)
    for part in parts { packets.append(try EngineIOPacket(parsing: Substring(part))) }
    return packets
  }

  /// Packets as the body of a long poll.
  package static func body(_ packets: [EngineIOPacket]) -> [UInt8] {
    Array(packets.map { Array($0.text.utf8) }.joined(separator: [separator]))
  }
}
