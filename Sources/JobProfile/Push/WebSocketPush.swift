/// A plain WebSocket with JSON in text frames.
struct WebSocketPush: Hashable, Sendable {
  let path: PathSample
  let message: PushMessage
  var subscribe: PushWord?
  var unsubscribe: PushWord?
  /// Said to one whose message asks for nothing.
  var invalid: PushWord?
  /// The server opens one on any path.
  var isAnywhere = false
}
