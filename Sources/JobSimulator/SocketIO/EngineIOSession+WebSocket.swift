import JobModel
import JobProfile

// WebSockets: a packet in each frame, from the start or after a try.
extension EngineIOSession {
  /// A WebSocket wants to take over; only one can be tried, and only where there is none.
  mutating func open(socket: Int) -> [Action] {
    guard case .polling = transport, candidate == nil else { return [.close(socket: socket)] }
    candidate = socket
    return []
  }

  /// A frame; nothing: what came is no packet.
  mutating func receive(_ packet: EngineIOPacket?, on socket: Int, now: Timestamp) -> [Action] {
    if candidate == socket { return probe(packet, on: socket) }
    guard case .webSocket(socket) = transport else { return [] }
    guard let packet else { return end([]) }
    return take(packet, now: now)
  }

  /// A WebSocket has closed; with the one that counts the session is over.
  mutating func lost(socket: Int) -> [Action] {
    if candidate == socket { candidate = nil }
    guard case .webSocket(socket) = transport else { return [] }
    transport = .over
    return [.end]
  }

  /// The probe is answered and a held request let go, so that the client can stop polling.
  private mutating func probe(_ packet: EngineIOPacket?, on socket: Int) -> [Action] {
    switch packet {
    case .ping(EngineIOPacket.probe):
      let pong = Action.write(socket: socket, [.pong(EngineIOPacket.probe)])
      guard case .polling(let queue, let held?) = transport else { return [pong] }
      transport = .polling(queue: queue, held: nil)
      return [pong, .answer(request: held, [.noop])]
    case .upgrade:
      candidate = nil
      guard case .polling(let queue, let held) = transport else { return [] }
      transport = .webSocket(socket)
      let release = held.map { [Action.answer(request: $0, [.noop])] } ?? []
      return release + (queue.isEmpty ? [] : [.write(socket: socket, queue)])
    default:
      candidate = nil
      return [.close(socket: socket)]
    }
  }
}
