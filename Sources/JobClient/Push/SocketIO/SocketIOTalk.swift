import JobModel
import JobProfile

/// Socket.IO's part of a session: the main namespace, events, acknowledgements.
enum SocketIOTalk {
  /// Asks to be let in.
  static let greeting = SocketIOPacket(.connect(nil)).text
  /// Leaves.
  static let farewell = SocketIOPacket(.disconnect).text

  /// An event of ours.
  static func text(_ frame: PushFrame) -> String {
    SocketIOPacket.event(frame.name ?? "message", frame.message ?? .null).text
  }

  /// What a packet of the server means, and what it asks us to answer.
  ///
  /// Events count also before the server has let us in: some send them first.
  static func hear(_ text: String) -> (event: PushEvent?, answer: String?) {
    let unreadable = PushEvent.message(PushFrame(message: nil))
    guard let packet = try? SocketIOPacket(parsing: text) else { return (unreadable, nil) }
    guard packet.namespace == SocketIOPacket.mainNamespace else { return (nil, nil) }
    switch packet.content {
    case .connect: return (.opened, nil)
    case .disconnect: return (.ended(nil, code: nil), nil)
    // Let in or not is a matter of credentials, as with 403.
    case .connectError: return (.ended(nil, code: 403), nil)
    case .acknowledgement: return (nil, nil)
    case .event(let name, let arguments, let number):
      let answer = number.map { SocketIOPacket(.acknowledgement($0, [])).text }
      return (.message(PushFrame(name: name, message: arguments.first)), answer)
    }
  }
}
