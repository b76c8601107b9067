/// Socket.IO: events with names, over Engine.IO.
struct SocketIOPush: Hashable, Sendable {
  let path: String
  let event: String
  let message: PushMessage
  var subscribe: PushWord?
  var unsubscribe: PushWord?
  var missing: PushWord?
  /// Said to one who connects, ahead of the acknowledgement.
  var greeting: PushWord?
}
