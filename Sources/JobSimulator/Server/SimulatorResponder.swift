import HTTPTypes
import Hummingbird
import JobModel
import JobProfile
import Logging
import NIOCore

/// Carries requests and replies between Hummingbird and the handler.
package struct SimulatorResponder: HTTPResponder {
  /// The context that Hummingbird hands to responders.
  package typealias Context = SimulatorContext

  let handler: RequestHandler
  let clock: any JobClock
  let requestLogLevel: Logger.Level?

  /// A larger body is refused: no create is that long.
  static let largestBody = 1 << 20

  /// Answers one request.
  package func respond(to request: Request, context: Context) async throws -> Response {
    let started = clock.now
    let id = Self.name(of: request) ?? Self.name(in: context)
    var response = try await response(to: request, in: context)
    // Other servers have no such field.
    if handler.own != nil, let field = Self.requestID { response.headers[field] = id }
    await handler.own?.tally.answered(response.status.code)
    if let requestLogLevel {
      // Never a query: what stands in it may be secret.
      let path = request.head.path.map { $0.prefix { $0 != "?" } } ?? "/"
      context.logger.log(
        level: requestLogLevel,
        "answered",
        metadata: [
          "method": "\(request.method.rawValue)", "path": "\(path)",
          "code": "\(response.status.code)",
          "ms": "\(started.duration(to: clock.now).wholeNanoseconds / 1_000_000)",
          "from": "\(context.remoteAddress?.ipAddress ?? "")", "request": "\(id)",
        ].merging(key(of: request)) { $1 }
      )
    }
    return response
  }

  private static let requestID = HTTPField.Name("X-Request-ID")

  /// How the client calls its request, where that can stand in a log and a header.
  private static func name(of request: Request) -> String? {
    guard let requestID, let text = request.headers[requestID], (1...128).contains(text.utf8.count)
    else { return nil }
    let isPlain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0))
    }
    return isPlain ? text : nil
  }

  /// What Hummingbird calls it; where nobody logs it has no name yet.
  private static func name(in context: Context) -> String {
    context.logger[metadataKey: "hb.request.id"].map { "\($0)" }
      ?? String(UInt64.random(in: .min ... .max), radix: 16)
  }

  /// Whose key the request carried: its name, never the key.
  private func key(of request: Request) -> Logger.Metadata {
    let wire = WireRequest(
      method: request.method,
      target: request.head.path ?? "/",
      headers: request.headers,
      body: nil
    )
    return handler.keyDesk.key(in: wire).map { ["key": "\($0.name)"] } ?? [:]
  }

  private func response(to request: Request, in context: Context) async throws -> Response {
    guard let body = try await body(of: request) else { return Response(handler.tooLarge) }
    let wire = WireRequest(
      method: request.method,
      target: request.head.path ?? "/",
      headers: request.headers,
      body: body.isEmpty ? nil : body
    )
    let reply = await handler.reply(to: wire, from: context.remoteAddress?.ipAddress ?? "")
    return try await response(of: reply, to: request, in: context)
  }

  private func response(
    of reply: ServerReply,
    to request: Request,
    in context: Context
  ) async throws -> Response {
    switch reply {
    case .answer(let answer): return Response(answer)
    case .events(let head, let feed):
      return Response(head, feed, to: request, tally: handler.own?.tally)
    case .held(let held): return Response(try await held.answer(on: context.channel))
    case .late(let delay, let reply):
      try await pause(for: delay, in: context)
      return try await response(of: reply, to: request, in: context)
    case .silence:
      try await pause(for: nil, in: context)
      try await reset(context)
    case .reset: try await reset(context)
    case .cut(let answer): return try await cut(answer, in: context)
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
}
