/// A WebSocket as bytes: what a test says is masked as it likes, what it hears is not read as it ought to be.
extension WireConnection.Talk {
  /// Opens a WebSocket; gives the head of the answer.
  mutating func open(_ target: String, headers: String = "") async throws -> String {
    try await say(
      "GET \(target) HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "\(headers)\r\n"
    )
    return try await hear(upTo: "\r\n\r\n")
  }

  /// Sends a masked frame whose first byte is given, of less than 126 bytes.
  func frame(_ first: UInt8, _ payload: [UInt8]) async throws {
    let mask: [UInt8] = [1, 2, 3, 4]
    let masked = payload.enumerated().map { $0.element ^ mask[$0.offset % 4] }
    try await say([first, 0x80 | UInt8(payload.count)] + mask + masked)
  }

  /// Sends a text.
  func text(_ text: String) async throws {
    try await frame(0x81, Array(text.utf8))
  }

  /// The next frame: its first byte and its payload; nothing at the end.
  mutating func frame() async throws -> (first: UInt8, payload: [UInt8])? {
    let head = try await hear(count: 2)
    guard head.count == 2 else { return nil }
    var length = Int(head[1])
    if length == 126 {
      length = try await hear(count: 2).reduce(0) { $0 << 8 | Int($1) }
    }
    return (head[0], try await hear(count: length))
  }

  /// The next text; nothing where the next frame is none.
  mutating func text() async throws -> String? {
    guard let frame = try await frame(), frame.first == 0x81 else { return nil }
    return String(decoding: frame.payload, as: UTF8.self)
  }

  /// The code of the close frame that comes next; nothing where another comes.
  mutating func closeCode() async throws -> Int? {
    guard let frame = try await frame(), frame.first == 0x88, frame.payload.count >= 2 else {
      return nil
    }
    return Int(frame.payload[0]) << 8 | Int(frame.payload[1])
  }
}
