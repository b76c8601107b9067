/// HTTP as bytes.
extension WireConnection.Talk {
  /// Asks for something.
  func get(_ target: String) async throws {
    try await say("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
  }

  /// Brings something.
  func post(_ target: String, _ body: String) async throws {
    let length = body.utf8.count
    try await say("POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n\(body)")
  }

  /// The next answer, whose length is told.
  mutating func answer() async throws -> (head: String, body: String) {
    let head = try await hear(upTo: "\r\n\r\n")
    let fields = head.lowercased().split(separator: "\r\n")
    let length = fields.first { $0.hasPrefix("content-length: ") }
    let count = length.flatMap { Int($0.dropFirst(16)) } ?? 0
    return (head, String(decoding: try await hear(count: count), as: UTF8.self))
  }
}
