import JobModel

extension UpdateSource {
  /// As in “seen 2s ago, by …”.
  var words: String {
    switch self {
    case .create: "create"
    case .poll: "poll"
    case .list: "list"
    case .websocket: "push (WebSocket)"
    case .socketio: "push (Socket.IO)"
    case .sse: "push (SSE)"
    case .longpoll: "long poll"
    case .webhook: "push (webhook)"
    case .store: "the store"
    }
  }
}
