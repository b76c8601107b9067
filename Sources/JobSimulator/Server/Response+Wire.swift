import HTTPTypes
import Hummingbird
import JobModel
import JobProfile
import NIOCore
import ServiceLifecycle

extension Response {
  /// An answer as a whole.
  init(_ answer: WireAnswer) {
    self.init(
      status: HTTPResponse.Status(code: answer.code),
      headers: answer.headers,
      body: answer.body.isEmpty
        ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
    )
    // An answer to HEAD tells the length of a body that is not there.
    if let length = answer.headers[.contentLength] { headers[.contentLength] = length }
  }

  /// A feed of events, until the client is gone or the server stops.
  init(_ head: WireAnswer, _ feed: EventFeed, to request: Request, tally: Tally?) {
    self.init(
      status: HTTPResponse.Status(code: head.code),
      headers: head.headers,
      body: ResponseBody { writer in
        try await request.body.consumeWithInboundCloseHandler { _ in
          try await withGracefulShutdownHandler {
            try await feed.write(to: &writer, countedBy: tally)
          } onGracefulShutdown: {
            feed.finish()
          }
        } onInboundClosed: {
          feed.finish()
        }
        try await writer.finish(nil)
      }
    )
  }
}

extension HeldAnswer {
  /// Waits for the answer until the client is gone or the server stops.
  ///
  /// Hummingbird's own watch ends the connection after the answer; one who polls wants to keep it.
  func answer(on channel: any Channel) async throws -> WireAnswer {
    try await DepartureWatch.watching(channel) {
      await withGracefulShutdownHandler {
        await answer()
      } onGracefulShutdown: {
        release()
      }
    } onDeparture: {
      release()
    }
  }
}

extension EventFeed {
  @concurrent fileprivate func write(
    to writer: inout any ResponseBodyWriter,
    countedBy tally: Tally?
  ) async throws {
    tally?.add(1, to: .sse)
    defer { tally?.add(-1, to: .sse) }
    for await bytes in self { try await writer.write(ByteBuffer(bytes: bytes)) }
  }
}
