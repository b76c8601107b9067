/// The ways in which a server can tell of changes, by their keys in a profile.
public enum PushKind: String, CaseIterable, Hashable, Sendable {
  /// Socket.IO 4 over Engine.IO 4.
  case socketio
  /// A WebSocket (RFC 6455).
  case websocket
  /// Server-Sent Events (WHATWG HTML).
  case sse
  /// A status request whose answer the server holds back until something changes.
  case longpoll
  /// The server posts to a URL of ours.
  case webhook
}
