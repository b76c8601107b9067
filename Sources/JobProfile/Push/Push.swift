import JobModel

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

/// What all kinds of push say of their messages.
struct PushMessage: Hashable, Sendable {
  let sample: Sample
  /// Only ends are told.
  var sendsOnlyFinal = false
  /// One who subscribes hears the present state at once.
  var replays = false
}

/// A message that a client sends, or that a server answers it with.
struct PushWord: Hashable, Sendable {
  /// The event's name, where the transport has names.
  var event: String?
  var message: Sample
}
