import JobProfile
import NIOCore

/// Who opens WebSockets, and speaks on them.
protocol WebSocketService: Sendable {
  /// Whether a handshake is answered with a WebSocket.
  func admits(_ request: WireRequest) async -> Bool
  /// Speaks on one until it ends.
  func serve(_ socket: WebSocket, for request: WireRequest) async throws
  /// One that could take no more can again.
  func becameWritable()
}

/// An open WebSocket: whole texts come in.
typealias WebSocket = NIOAsyncChannel<String, WebSocketOutput>
