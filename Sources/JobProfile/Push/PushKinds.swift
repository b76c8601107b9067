import JobModel

/// Socket.IO: events with names, over Engine.IO.
struct SocketIOPush: Hashable, Sendable {
  let path: String
  let event: String
  let message: PushMessage
  var subscribe: PushWord?
  var unsubscribe: PushWord?
  var missing: PushWord?
}

/// A plain WebSocket with JSON in text frames.
struct WebSocketPush: Hashable, Sendable {
  let path: PathSample
  let message: PushMessage
  var subscribe: PushWord?
  var unsubscribe: PushWord?
}

/// Server-Sent Events.
struct EventStreamPush: Hashable, Sendable {
  let request: RequestSample
  /// Name of the event; nothing: unnamed.
  var event: String?
  let message: PushMessage
}

/// A status request that is held until the state changes.
struct LongPollPush: Hashable, Sendable {
  let request: RequestSample
  let holds: Duration
}

/// Messages posted to a URL of ours.
struct WebhookPush: Hashable, Sendable {
  let message: PushMessage
  var register: Operation?
  var unregister: Operation?
  /// Signed as Standard Webhooks are.
  var isSigned = false
}
