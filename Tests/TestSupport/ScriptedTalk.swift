import Foundation
import NIOCore

/// One connection of a scripted server: what it hears and says, byte for byte.
package struct ScriptedTalk {
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var heard: [UInt8] = []

  init(
    inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
    outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    self.inbound = inbound
    self.outbound = outbound
  }

  /// The client has closed before all was heard.
  package struct Ended: Error {}

  /// Says bytes.
  package func say(_ bytes: [UInt8]) async throws {
    try await outbound.write(ByteBuffer(bytes: bytes))
  }

  /// Says text.
  package func say(_ text: String) async throws {
    try await say(Array(text.utf8))
  }

  /// So many bytes.
  package mutating func hear(_ count: Int) async throws -> [UInt8] {
    while heard.count < count { try await hearMore() }
    defer { heard.removeFirst(count) }
    return Array(heard.prefix(count))
  }

  /// The head of a request, without the empty line at its end; then its body, where it has one.
  package mutating func hearRequest() async throws -> (head: String, body: String) {
    let end = Array("\r\n\r\n".utf8)
    var range = heard.firstRange(of: end)
    while range == nil {
      try await hearMore()
      range = heard.firstRange(of: end)
    }
    guard let range else { throw Ended() }
    let head = String(decoding: heard[..<range.lowerBound], as: UTF8.self)
    heard.removeSubrange(..<range.upperBound)
    let lengths = head.lowercased().split(separator: "\r\n").filter {
      $0.hasPrefix("content-length:")
    }
    let length = lengths.first.flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
    return (head, String(decoding: try await hear(length), as: UTF8.self))
  }

  /// Answers a request with JSON or text.
  package func answer(_ code: Int, _ body: String, type: String = "application/json") async throws {
    try await say(
      "HTTP/1.1 \(code) Said\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        + body
    )
  }

  private mutating func hearMore() async throws {
    guard let buffer = try await inbound.next(isolation: #isolation) else { throw Ended() }
    heard += buffer.readableBytesView
  }
}
