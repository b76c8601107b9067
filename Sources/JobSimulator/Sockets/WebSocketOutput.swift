import NIOCore
import NIOWebSocket

/// What a server says on a WebSocket.
enum WebSocketOutput: Sendable {
  case text(ByteBuffer)
  /// Asks whether somebody is there; one who does not answer the second time is taken for gone.
  case ping
  case close(WebSocketErrorCode)
}
