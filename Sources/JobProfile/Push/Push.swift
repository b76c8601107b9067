/// A way in which a server tells of changes: one entry of the section `push`.
enum Push: Hashable, Sendable {
  case socketio(SocketIOPush)
  case websocket(WebSocketPush)
  case sse(EventStreamPush)
  case longpoll(LongPollPush)
  case webhook(WebhookPush)

  /// The kinds, by their keys.
  enum Kind: String, CaseIterable, Hashable, Sendable {
    case socketio, websocket, sse, longpoll, webhook
  }

  /// Which kind it is.
  var kind: Kind {
    switch self {
    case .socketio: .socketio
    case .websocket: .websocket
    case .sse: .sse
    case .longpoll: .longpoll
    case .webhook: .webhook
    }
  }
}
