import Crypto
import Foundation

/// The frames of a WebSocket, typed from RFC 6455.
extension ScriptedTalk {
  /// One frame of a client, unmasked.
  package struct Frame: Hashable, Sendable {
    /// 1 text, 2 binary, 8 close, 9 ping, 10 pong.
    package var opcode: UInt8
    /// It was masked, as it must be.
    package var isMasked: Bool
    /// What it carries.
    package var data: [UInt8]

    /// What it carries, as text.
    package var text: String { String(decoding: data, as: UTF8.self) }
  }

  /// Agrees to the upgrade that a request asks for.
  package func openWebSocket(askedBy head: String) async throws {
    let key =
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("sec-websocket-key:") }
      .map { $0.dropFirst(18).filter { $0 != " " } } ?? ""
    let digest = Insecure.SHA1.hash(
      data: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
    )
    try await say(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: \(Data(digest).base64EncodedString())\r\n\r\n"
    )
  }

  /// Says a text in one frame.
  package func sayText(_ text: String) async throws {
    try await sayFrame(0x81, Array(text.utf8))
  }

  /// Says a frame; `first` holds the final bit (0x80) and the opcode.
  package func sayFrame(_ first: UInt8, _ data: [UInt8]) async throws {
    var frame = [first]
    switch data.count {
    case ..<126: frame.append(UInt8(data.count))
    case ..<65536: frame += [126, UInt8(data.count >> 8), UInt8(data.count & 0xFF)]
    default: frame += [127] + (0..<8).reversed().map { UInt8(data.count >> ($0 * 8) & 0xFF) }
    }
    try await say(frame + data)
  }

  /// The client's next frame.
  package mutating func hearFrame() async throws -> Frame {
    let start = try await hear(2)
    var length = Int(start[1] & 0x7F)
    if length >= 126 {
      length = try await hear(length == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) }
    }
    let isMasked = start[1] & 0x80 != 0
    let mask = isMasked ? try await hear(4) : [0, 0, 0, 0]
    let data = try await hear(length).enumerated().map { $1 ^ mask[$0 % 4] }
    return Frame(opcode: start[0] & 0x0F, isMasked: isMasked, data: data)
  }
}
