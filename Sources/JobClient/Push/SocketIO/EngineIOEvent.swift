import JobModel

extension EngineIOSession {
  /// What can happen to a session.
  enum Event: Sendable {
    case start
    case socketOpened
    /// The server answered with that code instead of opening a WebSocket.
    case socketRefused(Int)
    case socketText(String)
    case socketEnded(TransportFailure?)
    case answered(Request, code: Int, body: [UInt8])
    case unanswered(Request, TransportFailure)
    /// The layer above says something.
    case say(String)
    /// Nothing more will be said but that.
    case leave(String)
    /// The instant asked for has come.
    case woke
  }

  /// What a request is sent for.
  enum Request: Hashable, Sendable {
    case handshake, poll, post
  }

  /// What a session wants done.
  enum Action: Hashable, Sendable {
    /// Open the WebSocket; there is never more than one.
    case openSocket(query: String)
    case sendSocket(String)
    case closeSocket
    case get(Request, query: String, within: Duration)
    case post(query: String, body: [UInt8], within: Duration)
    /// The layer above may begin.
    case opened
    /// The server says something to the layer above.
    case heard(String)
    /// The server says something that is no packet.
    case unreadable
    /// Send `woke` then.
    case wake(at: Timestamp)
    /// Nothing will follow; `code`: the server answered with that instead of opening a session.
    case ended(TransportFailure?, code: Int?)
  }
}
