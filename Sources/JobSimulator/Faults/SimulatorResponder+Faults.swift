import Foundation
import Hummingbird
import JobProfile
import NIOCore

extension SimulatorResponder {
  /// Waits so long, for ever where nothing is given; not on when the client or the server goes.
  func pause(for time: Duration?, in context: Context) async throws {
    let clock = clock
    let (ends, end) = AsyncStream.makeStream(of: Never.self)
    let held = HeldAnswer(
      wait: {
        await withDiscardingTaskGroup { group in
          if let time {
            group.addTask {
              try? await clock.sleep(for: time)
              end.finish()
            }
          }
          for await _ in ends {}
          group.cancelAll()
        }
        return WireAnswer(code: 503)
      },
      release: { end.finish() }
    )
    _ = try await held.answer(on: context.channel)
  }

  /// Breaks the connection without a word: with no time to linger it is reset, not closed.
  func reset(_ context: Context) async throws -> Never {
    let sockets = context.channel as? any SocketOptionProvider
    try await sockets?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    try await context.channel.close()
    throw ConnectionCut()
  }

  /// Promises a whole body and gives half of it.
  func cut(_ answer: WireAnswer, in context: Context) async throws -> Response {
    guard answer.body.count > 1 else { try await reset(context) }
    var response = Response(answer)
    let half = ByteBuffer(bytes: answer.body.prefix(answer.body.count / 2))
    response.body = ResponseBody(contentLength: answer.body.count) { writer in
      try await writer.write(half)
      throw ConnectionCut()
    }
    return response
  }

  private struct ConnectionCut: Error {}
}
