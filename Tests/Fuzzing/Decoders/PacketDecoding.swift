import JobProfile

/// The body of a long poll; a WebSocket has one of its packets in each message.
enum PacketDecoding: Decoding {
  static func take(_ bytes: [UInt8]) {
    guard let packets = try? EngineIOPacket.packets(inBody: bytes) else { return }
    let again = try? EngineIOPacket.packets(inBody: EngineIOPacket.body(packets))
    precondition(again == packets, "what is written is not what was read")
    for case .message(let text) in packets {
      guard let packet = try? SocketIOPacket(parsing: text) else { continue }
      let again = try? SocketIOPacket(parsing: packet.text)
      precondition(again == packet, "what is written is not what was read")
      _ = packet.engineIO
    }
  }
}
