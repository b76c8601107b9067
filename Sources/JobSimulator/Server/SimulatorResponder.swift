import HTTPTypes
import Hummingbird
import JobModel
import JobProfile
import Logging
import NIOCore

/// Carries requests and replies between Hummingbird and the handler.
package struct SimulatorResponder: HTTPResponder {
  /// What Hummingbird hands to responders: here also the connection, on which clients may go away.
  package struct Context: RequestContext {
    /// What Hummingbird needs.
    package var coreContext: CoreRequestContextStorage
    let channel: any Channel

    /// Begins a request.
    package init(source: ApplicationRequestContextSource) {
      coreContext = CoreRequestContextStorage(source: source)
      channel = source.channel
    }
  }

  let handler: RequestHandler
  let clock: any JobClock
  let requestLogLevel: Logger.Level?

  /// A larger body is refused: no create is that long.
  static let largestBody = 1 << 20

  /// Answers one request.
  package func respond(to request: Request, context: Context) async throws -> Response {
    let started = clock.now
    let response = try await response(to: request, on: context.channel)
    if let requestLogLevel {
      context.logger.log(
        level: requestLogLevel,
        "\(request.method.rawValue) \(request.head.path ?? "/")",
        metadata: [
          "status": "\(response.status.code)",
          "milliseconds": "\(started.duration(to: clock.now).wholeNanoseconds / 1_000_000)",
        ]
      )
    }
    return response
  }

  private func response(to request: Request, on channel: any Channel) async throws -> Response {
    guard let body = try await body(of: request) else { return Response(tooLarge) }
    let wire = WireRequest(
      method: request.method,
      target: request.head.path ?? "/",
      headers: request.headers,
      body: body.isEmpty ? nil : body
    )
    switch await handler.reply(to: wire) {
    case .answer(let answer): return Response(answer)
    case .events(let head, let feed): return Response(head, feed, to: request)
    case .held(let held): return Response(try await held.answer(on: channel))
    }
  }

  /// The body, empty where there is none; nothing where it is too large.
  private func body(of request: Request) async throws -> [UInt8]? {
    let length = request.headers[.contentLength]
    guard length != nil || request.headers[.transferEncoding] != nil else { return [] }
    if let length, Int(length) ?? .max > SimulatorResponder.largestBody { return nil }
    do {
      let buffer = try await request.body.collect(upTo: SimulatorResponder.largestBody)
      return Array(buffer.readableBytesView)
    } catch is NIOTooManyBytesError {
      return nil
    }
  }

  private var tooLarge: WireAnswer {
    WireAnswer(
      code: 413,
      headers: [.contentType: "application/json"],
      body: Array(#"{"error":"the body is larger than 1 MiB"}"#.utf8)
    )
  }
}
