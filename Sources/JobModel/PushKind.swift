/// The ways in which a server can tell of changes, by their keys in a profile.
public enum PushKind: String, CaseIterable, Hashable, Sendable {
  case socketio, websocket, sse, longpoll, webhook
}
