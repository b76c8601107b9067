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
  /// A job is told to the client alone that asked for it last.
  var isExclusive = false
}
