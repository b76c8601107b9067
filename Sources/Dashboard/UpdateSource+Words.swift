import JobModel

extension UpdateSource {
  /// As in “seen 2s ago, by …”.
  var words: String {
    switch self {
    case .create: "create"
    case .poll: "poll"
    case .list: "list"
    case .push(.websocket): "push (WebSocket)"
    case .push(.socketio): "push (Socket.IO)"
    case .push(.sse): "push (SSE)"
    case .push(.longpoll): "long poll"
    case .push(.webhook): "push (webhook)"
    case .store: "the store"
    }
  }

  /// Whether it tells how things are, not what has just happened.
  var tellsWhatWas: Bool {
    switch self {
    case .poll, .list, .store: true
    case .create, .push: false
    }
  }
}
