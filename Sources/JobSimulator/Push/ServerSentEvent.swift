/// One event of a stream (HTML standard, §9.2 Server-sent events).
struct ServerSentEvent: Hashable, Sendable {
  /// The id that a client sends back when it connects again.
  var id: Int
  /// Its name; nothing: `message`.
  var name: String?
  /// One line of text.
  var data: [UInt8]

  /// Its text, with the empty line that ends it.
  var bytes: [UInt8] {
    var bytes = Array("id: \(id)\n".utf8)
    if let name { bytes += "event: \(name)\n".utf8 }
    bytes += "data: ".utf8
    bytes += data
    bytes += "\n\n".utf8
    return bytes
  }

  /// A line that clients pass over; it shows that the connection lives.
  static let heartbeat: [UInt8] = Array(": heartbeat\n\n".utf8)
}
