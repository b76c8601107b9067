import JobModel
import NIOCore
import NIOWebSocket

/// What goes to and fro on an open WebSocket, up to its close.
struct WebSocketTalk: Sendable {
  let channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

  private typealias Outbound = NIOAsyncChannelOutboundWriter<WebSocketFrame>

  /// How long the server may take to answer a close.
  private static let farewell = Duration.seconds(1)

  /// Says and hears until either side closes.
  func run(
    saying words: some AsyncSequence<String, Never> & Sendable,
    receive: @Sendable (SocketPart) async -> Void
  ) async throws {
    try await channel.executeThenClose { inbound, outbound in
      await receive(.opened)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await speak(words, outbound) }
        defer { group.cancelAll() }
        for try await frame in inbound {
          guard try await take(frame, outbound, receive) else { return }
        }
        throw TransportFailure.broken("the server closed the connection")
      }
    }
  }

  /// Says everything, then closes.
  private func speak(
    _ words: some AsyncSequence<String, Never> & Sendable,
    _ outbound: Outbound
  ) async throws {
    for await word in words {
      try await send(.text, ByteBuffer(string: word), outbound)
    }
    guard !Task.isCancelled else { return }
    try await close(.normalClosure, outbound)
    try await Task.sleep(for: Self.farewell)
    channel.channel.close(promise: nil)
  }

  /// Takes a frame in; false once the server has closed.
  private func take(
    _ frame: WebSocketFrame,
    _ outbound: Outbound,
    _ receive: @Sendable (SocketPart) async -> Void
  ) async throws -> Bool {
    var data = frame.unmaskedData
    switch frame.opcode {
    case .text:
      guard let text = data.readString(length: data.readableBytes, validating: ()) else {
        try await close(.dataInconsistentWithMessage, outbound)
        throw TransportFailure.broken("the server sent text that is not UTF-8")
      }
      await receive(.text(text))
    case .binary: await receive(.binary)
    case .ping: try await send(.pong, data, outbound)
    case .connectionClose:
      try? await send(.connectionClose, data, outbound)
      try end(&data)
      return false
    default: break
    }
    return true
  }

  /// A server that goes away, or has said all, has not failed.
  private func end(_ data: inout ByteBuffer) throws {
    switch data.readWebSocketErrorCode() {
    case nil, .normalClosure, .goingAway: return
    case let code?:
      let reason = data.readString(length: data.readableBytes) ?? ""
      let number = UInt16(webSocketErrorCode: code)
      throw TransportFailure.broken("the server closed with \(number) \(reason)")
    }
  }

  private func close(_ code: WebSocketErrorCode, _ outbound: Outbound) async throws {
    var data = ByteBuffer()
    data.write(webSocketErrorCode: code)
    try await send(.connectionClose, data, outbound)
  }

  /// Everything that a client sends is masked (RFC 6455 §5.3).
  private func send(
    _ opcode: WebSocketOpcode,
    _ data: ByteBuffer,
    _ outbound: Outbound
  ) async throws {
    try await outbound.write(
      WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
    )
  }
}

extension ByteBuffer {
  /// Reads text; nothing where the bytes are not UTF-8.
  fileprivate mutating func readString(length: Int, validating: Void) -> String? {
    readBytes(length: length).flatMap { String(validating: $0, as: UTF8.self) }
  }
}
