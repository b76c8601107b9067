import JobModel
import JobProfile

/// What a client says in a session by Socket.IO, and what is to be done about it.
struct SocketIOConversation: Sendable {
  /// What the driver is to do.
  enum Action: Hashable, Sendable {
    case say([SocketIOPacket])
    /// From now on the client hears events.
    case join
    /// It hears no more of them.
    case leave
    case grant(PushDialect.Wish)
    /// The session is to end: what came makes no sense.
    case end
  }

  private let dialect: PushDialect
  private var isJoined = false

  init(dialect: PushDialect) {
    self.dialect = dialect
  }

  /// Takes a message; `socketID` is the client's name in the namespace, should it come in.
  mutating func hear(_ text: String, socketID: @autoclosure () -> String) -> [Action] {
    guard let packet = try? SocketIOPacket(parsing: text) else { return [.end] }
    let isMain = packet.namespace == SocketIOPacket.mainNamespace
    switch packet.content {
    case .connect where !isMain:
      let reason: JSON = ["message": "Invalid namespace"]
      return [.say([SocketIOPacket(.connectError(reason), namespace: packet.namespace)])]
    case .connect:
      guard !isJoined else { return [] }
      isJoined = true
      let welcome = SocketIOPacket(.connect(["sid": .string(socketID())]))
      return [.say(greeting + [welcome]), .join]
    case .disconnect:
      guard isJoined, isMain else { return isMain ? [.end] : [] }
      isJoined = false
      return [.leave]
    case .event(let name, let arguments, let number):
      guard isJoined, isMain else { return [.end] }
      return answer(to: name, arguments, acknowledge: number)
    case .acknowledgement: return isJoined && isMain ? [] : [.end]
    case .connectError: return [.end]
    }
  }

  /// Some servers say something from within the handler that lets a client in, so ahead of the
  /// acknowledgement.
  private var greeting: [SocketIOPacket] {
    dialect.greetings.map { [.event($0.event ?? "message", $0.message)] } ?? []
  }

  private func answer(
    to name: String,
    _ arguments: [JSON],
    acknowledge number: Int?
  ) -> [Action] {
    let said = PushDialect.Said(event: name, message: arguments.first ?? .null)
    guard let wish = dialect.wish(said) else { return [] }
    let receipt = number.map { SocketIOPacket(.acknowledgement($0, [])) }
    return [.grant(wish)] + (receipt.map { [.say([$0])] } ?? [])
  }
}
