/// One event of a `text/event-stream` (WHATWG HTML, "Server-sent events").
package struct ServerSentEvent: Hashable, Sendable {
  /// The last id that the stream named, also by an earlier event.
  package var id: String?
  /// The event's name; `message` where it has none.
  package var name: String
  /// Its lines of data, joined by line feeds.
  package var data: String

  /// Makes an event.
  package init(id: String? = nil, name: String = "message", data: String) {
    self.id = id
    self.name = name
    self.data = data
  }

  /// The event as it stands in the stream, the empty line at its end included.
  package var text: String {
    var lines: [String] = []
    if let id { lines.append("id: \(id)") }
    if name != "message" { lines.append("event: \(name)") }
    lines += data.split(separator: "\n", omittingEmptySubsequences: false).map { "data: \($0)" }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// A comment line, which keeps the connection alive and means nothing.
  package static let heartbeat = ": heartbeat\n\n"
}

/// Takes an event stream apart as its bytes come: any split, any line end, comments, a BOM.
package struct ServerSentEventDecoder: Sendable {
  private var line: [UInt8] = []
  private var data: [String] = []
  private var dataSize = 0
  private var name = ""
  private var lastID: String?
  private var sawReturn = false
  private var isFirstLine = true
  private let lineLimit: Int

  /// Begins a stream whose lines may have that many bytes; of a longer line the rest is dropped, and
  /// so are further lines of data of an event that has reached that many.
  package init(lineLimit: Int = 1 << 20) {
    self.lineLimit = lineLimit
  }

  /// Feeds bytes; gives the events that they complete.
  package mutating func feed(_ bytes: [UInt8]) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    for byte in bytes {
      let endsReturn = sawReturn && byte == 0x0A
      sawReturn = byte == 0x0D
      if endsReturn { continue }
      if byte == 0x0A || byte == 0x0D {
        endLine(&events)
      } else if line.count < lineLimit {
        line.append(byte)
      }
    }
    return events
  }

  private mutating func endLine(_ events: inout [ServerSentEvent]) {
    defer { line.removeAll(keepingCapacity: true) }
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    }
    guard !line.isEmpty else { return endEvent(&events) }
    let end = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[min(end + 1, line.endIndex)...]
    if value.first == 0x20 { value = value.dropFirst() }
    take(String(decoding: line[..<end], as: UTF8.self), String(decoding: value, as: UTF8.self))
  }

  private mutating func take(_ field: String, _ value: String) {
    switch field {
    case "data" where dataSize < lineLimit:
      data.append(value)
      // An empty line needs room, too.
      dataSize += value.utf8.count + 1
    case "event": name = value
    case "id" where !value.contains("\0"): lastID = value
    default: break
    }
  }

  private mutating func endEvent(_ events: inout [ServerSentEvent]) {
    if !data.isEmpty {
      let event = ServerSentEvent(
        id: lastID,
        name: name.isEmpty ? "message" : name,
        data: data.joined(separator: "\n")
      )
      events.append(event)
    }
    data = []
    dataSize = 0
    name = ""
  }
}
