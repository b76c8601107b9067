/// The way a fact reached us.
public enum UpdateSource: String, CaseIterable, Hashable, Sendable, Codable {
  /// The answer to a create, or our own word about one.
  case create
  /// The answer to a status request.
  case poll
  /// The answer to a list request.
  case list
  case websocket
  case socketio
  case sse
  case longpoll
  case webhook
  /// The store: an earlier run of the program, or another process.
  case store
}
