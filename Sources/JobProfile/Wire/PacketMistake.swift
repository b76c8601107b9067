/// Why bytes are no packet of Engine.IO or Socket.IO.
package enum PacketMistake: Error, Hashable, Sendable {
  /// Nothing where a packet must be.
  case empty
  /// The bytes are not UTF-8.
  case notText
  /// A first character that names no type.
  case unknownType(Character)
  /// Binary data, in a packet of its own or as attachments: no job server of ours sends any.
  case binary
  /// A type that carries nothing, followed by something.
  case unexpectedData(Character)
  /// The first packet of a session does not say how the session goes.
  case unreadableHandshake(String)
  /// What follows the type cannot be read.
  case unreadableData(String)
}

extension PacketMistake: CustomStringConvertible {
  /// One clause: what is wrong with the packet.
  package var description: String {
    switch self {
    case .empty: "a packet without a type"
    case .notText: "a packet that is not UTF-8"
    case .unknownType(let type): "a packet of the unknown type “\(type)”"
    case .binary: "a packet with binary data, which is not understood"
    case .unexpectedData(let type): "a packet of type \(type) with data that it cannot have"
    case .unreadableHandshake(let problem): "a handshake that cannot be used: \(problem)"
    case .unreadableData(let problem): "a packet that cannot be read: \(problem)"
    }
  }
}
