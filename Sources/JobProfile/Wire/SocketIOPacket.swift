import JobModel

/// One packet of Socket.IO, as it stands in a message of Engine.IO (Socket.IO protocol 5).
///
/// ```
///  2/admin,17["wait_for_task",{"task_id":"2"}]
///  │ │      │  └ JSON: the event's name, then its arguments
///  │ │      └ asks for an acknowledgement
///  │ └ namespace; nothing: /
///  └ type
/// ```
package struct SocketIOPacket: Hashable, Sendable {
  /// Which conversation of the connection it belongs to.
  package var namespace: String
  /// What it says.
  package var content: Content

  /// The namespace that everyone has.
  package static let mainNamespace = "/"

  /// Makes a packet.
  package init(_ content: Content, namespace: String = mainNamespace) {
    self.content = content
    self.namespace = namespace
  }

  /// What a packet says.
  package enum Content: Hashable, Sendable {
    /// A client wants in, with what shall let it in; or the server lets it in, with `{"sid":…}`.
    case connect(JSON?)
    /// One side leaves the namespace.
    case disconnect
    /// Something happened; with a number the other side is asked to acknowledge it.
    case event(String, [JSON], acknowledge: Int?)
    /// The acknowledgement of the event with that number.
    case acknowledgement(Int, [JSON])
    /// The client is not let in, with the reason: `{"message":…}`, in older servers a text.
    case connectError(JSON)
  }

  /// An event that asks for no acknowledgement.
  package static func event(_ name: String, _ arguments: JSON...) -> SocketIOPacket {
    SocketIOPacket(.event(name, arguments, acknowledge: nil))
  }
}

extension SocketIOPacket {
  /// The packet as text.
  package var text: String {
    let namespace = namespace == SocketIOPacket.mainNamespace ? "" : "\(namespace),"
    switch content {
    case .connect(let data): return "0\(namespace)\(data.map(\.description) ?? "")"
    case .disconnect: return "1\(namespace)"
    case .event(let name, let arguments, let number):
      let data = JSON.array([.string(name)] + arguments)
      return "2\(namespace)\(number.map { String($0) } ?? "")\(data)"
    case .acknowledgement(let number, let arguments):
      return "3\(namespace)\(number)\(JSON.array(arguments))"
    case .connectError(let reason): return "4\(namespace)\(reason)"
    }
  }

  /// The packet inside a packet of the layer below.
  package var engineIO: EngineIOPacket { .message(text) }
}
