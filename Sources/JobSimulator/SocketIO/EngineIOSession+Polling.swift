import JobModel
import JobProfile

// Long polling: packets come by POST and go by GET.
extension EngineIOSession {
  /// A GET: answered at once where something waits, else held.
  mutating func poll(_ request: Int) -> [Action] {
    switch transport {
    case .polling(_, let held?):
      return [.refuse(request: request)] + end([.close], answering: held)
    case .polling(let queue, nil) where !queue.isEmpty:
      transport = .polling(queue: [], held: nil)
      return [.answer(request: request, queue)]
    case .polling where candidate != nil: return [.answer(request: request, [.noop])]
    case .polling(let queue, nil):
      transport = .polling(queue: queue, held: request)
      return []
    case .webSocket, .over: return [.refuse(request: request)]
    }
  }

  /// The client of a held GET has gone, and with it the session.
  mutating func abandon(_ request: Int) -> [Action] {
    guard case .polling(_, request) = transport else { return [] }
    return end([.close])
  }

  /// A POST with packets; nothing: what came is none.
  mutating func post(_ packets: [EngineIOPacket]?, now: Timestamp) -> [Action] {
    guard let packets else { return end([.noop, .close]) }
    var actions: [Action] = []
    for packet in packets {
      actions += take(packet, now: now)
      if case .over = transport { break }
    }
    return actions
  }
}
