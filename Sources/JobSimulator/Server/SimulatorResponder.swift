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
  private let ledger: AnswerLedger

  /// Prepares to answer; with a level each request is logged.
  init(handler: RequestHandler, clock: any JobClock, requestLogLevel: Logger.Level?) {
    self.handler = handler
    self.clock = clock
    ledger = AnswerLedger(handler: handler, clock: clock, level: requestLogLevel)
  }

  /// A larger body is refused: no create is that long.
  static let largestBody = 1 << 20

  /// Answers one request.
  package func respond(to request: Request, context: Context) async throws -> Response {
    let arrival = ledger.arrival(of: request.head, named: Self.name(in: context))
    var response = try await response(to: request, in: context)
    let address = context.remoteAddress?.ipAddress ?? ""
    ledger.enter(&response, to: arrival, from: address, in: context.logger)
    return response
  }

  /// Answers a request without a body, where that takes no waiting; nothing: it is for `respond`.
  func promptAnswer(
    to request: HTTPRequest,
    from address: String,
    in logger: Logger
  ) -> PromptAnswerHandler.Answer? {
    let arrival = ledger.arrival(of: request, named: nil)
    guard let answer = handler.promptAnswer(to: WireRequest(request)) else { return nil }
    var response = Response(answer)
    ledger.enter(&response, to: arrival, from: address, in: logger)
    // Hummingbird dates what goes through it.
    response.headers[.date] = ledger.date
    return PromptAnswerHandler.Answer(head: response.head, body: answer.body)
  }

  /// What Hummingbird calls it; where nobody logs it has no name yet.
  private static func name(in context: Context) -> String? {
    context.logger[metadataKey: "hb.request.id"].map { "\($0)" }
  }

  private func response(to request: Request, in context: Context) async throws -> Response {
    guard let body = try await body(of: request) else { return Response(handler.tooLarge) }
    let wire = WireRequest(request.head, body: body.isEmpty ? nil : body)
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

extension WireRequest {
  /// A request as it came.
  init(_ head: HTTPRequest, body: [UInt8]? = nil) {
    self.init(
      method: head.method,
      target: head.path ?? "/",
      headers: head.headerFields,
      body: body
    )
  }
}
