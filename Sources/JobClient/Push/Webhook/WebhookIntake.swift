import HTTPTypes
import JobModel
import NIOCore
import NIOHTTP1

/// Takes in what is posted on one connection, and answers 204 whatever it is.
///
/// Who posts learns nothing by the answer: whether a message is believed is decided later.
struct WebhookIntake: Sendable {
  let path: String
  let tell: @Sendable (PushEvent) -> Void

  /// Bytes of a body.
  private static let limit = 1 << 20
  /// So much more is read and dropped, for a sender to hear that it was too much.
  private static let patience = 8 << 20

  func run(
    _ connection: NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
  ) async throws {
    try await connection.executeThenClose { inbound, outbound in
      var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "")
      var body: [UInt8] = []
      var size = 0
      for try await part in inbound {
        switch part {
        case .head(let next):
          (head, body, size) = (next, [], 0)
        case .body(let bytes):
          size += bytes.readableBytes
          guard size <= Self.patience else { return }
          if size <= Self.limit { body += bytes.readableBytesView }
        case .end:
          let status = size <= Self.limit ? status(of: head) : .payloadTooLarge
          if status == .noContent { tell(.posted(HTTPFields(head.headers), body)) }
          try await answer(status, outbound)
          guard head.isKeepAlive else { return }
        }
      }
    }
  }

  private func status(of head: HTTPRequestHead) -> HTTPResponseStatus {
    guard head.uri.prefix(while: { $0 != "?" }) == path else { return .notFound }
    return head.method == .POST ? .noContent : .methodNotAllowed
  }

  private func answer(
    _ status: HTTPResponseStatus,
    _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
  ) async throws {
    var headers = HTTPHeaders()
    if status != .noContent { headers.add(name: "content-length", value: "0") }
    if status == .methodNotAllowed { headers.add(name: "allow", value: "POST") }
    try await outbound.write(
      .head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))
    )
    try await outbound.write(.end(nil))
  }
}
