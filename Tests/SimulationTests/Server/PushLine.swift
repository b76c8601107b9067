import JobClient
import JobModel

/// The server's end of a push connection.
struct PushLine: Sendable {
  let kind: PushKind
  /// For how long the client bears silence.
  let idle: Duration
  /// The server has taken it.
  var isOpen = false
  /// It looks open and tells nothing any more.
  var isMute = false
  /// Jobs that were asked for, where that is needed.
  var subscribed: Set<JobID> = []

  init(_ plan: PushPlan) {
    switch plan {
    case .eventStream(_, let idle): (kind, self.idle) = (.sse, idle)
    case .webSocket(_, let idle): (kind, self.idle) = (.websocket, idle)
    // What Engine.IO servers say by default: a ping each 25 s, and 20 s for its answer.
    case .socketIO: (kind, idle) = (.socketio, .seconds(45))
    case .webhook: (kind, idle) = (.webhook, .seconds(3600))
    }
  }
}
