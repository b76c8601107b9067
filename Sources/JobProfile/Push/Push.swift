import JobModel

/// A way in which a server tells of changes: one entry of the section `push`.
enum Push: Hashable, Sendable {
  case socketio(SocketIOPush)
  case websocket(WebSocketPush)
  case sse(EventStreamPush)
  case longpoll(LongPollPush)
  case webhook(WebhookPush)

  typealias Kind = PushKind

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
