import HTTPTypes
import Hummingbird
import JobModel
import JobProfile
import Logging
import NIOCore

/// Answers the requests of one simulated server.
///
/// ```
///  request ─► body within 1 MiB ─► CORS ─► own pages ─► gatekeeper ─┬─► answer
///                                                                  ├─► desk ─► host ─► answer
///                                                                  └─► stream of events
///  answer ─► ETag ─► CORS ─► the profile's headers ─► response
/// ```
package struct SimulatorResponder: HTTPResponder {
  /// The context that Hummingbird hands to responders.
  package typealias Context = BasicRequestContext

  let profile: Profile
  let gatekeeper: Gatekeeper
  let desk: OperationDesk
  let crossOrigin: CrossOrigin
  let pages: OwnPages?
  let clock: any JobClock
  let requestLogLevel: Logger.Level?

  /// A larger body is refused: no create is that long.
  static let largestBody = 1 << 20

  /// Answers one request.
  package func respond(to request: Request, context: Context) async throws -> Response {
    let started = clock.now
    let response = try await response(to: request)
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

  private func response(to request: Request) async throws -> Response {
    let body: [UInt8]?
    do {
      body = try await SimulatorResponder.body(of: request)
    } catch is NIOTooManyBytesError {
      return tooLarge
    }
    let wire = WireRequest(
      method: request.method,
      target: request.head.path ?? "/",
      headers: request.headers,
      body: body
    )
    switch verdict(on: wire) {
    case .answer(let answer): return finished(answer, of: wire)
    case .operation(let operation, let values):
      return finished(await desk.answer(to: operation, values: values), of: wire)
    case .events:
      guard let push = profile.sse else { return finished(WireAnswer(code: 404), of: wire) }
      var head = WireAnswer(code: 200)
      crossOrigin.mark(&head, to: wire)
      let stream = EventStream(profile: profile, push: push, host: desk.host, clock: clock)
      var response = stream.response(to: request)
      response.headers.append(contentsOf: head.headers)
      return response
    }
  }

  private func verdict(on request: WireRequest) -> Gatekeeper.Verdict {
    if let answer = crossOrigin.preflight(request) { return .answer(answer) }
    if let page = pages?.answer(to: request) { return .answer(page) }
    return gatekeeper.verdict(on: request)
  }

  private func finished(_ answer: WireAnswer, of request: WireRequest) -> Response {
    var answer = answer
    if profile.simulation.hasETag { EntityTag.apply(to: &answer, of: request) }
    crossOrigin.mark(&answer, to: request)
    for field in profile.simulation.headers where answer.headers[field.name] == nil {
      answer.headers.append(field)
    }
    return Response(answer, withoutBody: request.method == .head)
  }

  private var tooLarge: Response {
    let text = #"{"error":"the body is larger than 1 MiB"}"#
    return Response(
      WireAnswer(
        code: 413,
        headers: [.contentType: "application/json", .connection: "close"],
        body: Array(text.utf8)
      ),
      withoutBody: false
    )
  }

  private static func body(of request: Request) async throws -> [UInt8]? {
    let length = request.headers[.contentLength]
    guard length != nil || request.headers[.transferEncoding] != nil else { return nil }
    if let length, Int(length) ?? 0 > largestBody {
      throw NIOTooManyBytesError(maxBytes: largestBody)
    }
    let buffer = try await request.body.collect(upTo: largestBody)
    return buffer.readableBytes == 0 ? nil : Array(buffer.readableBytesView)
  }
}

extension Response {
  /// The answer to a HEAD has the length of the body that a GET would have had (RFC 9110 §9.3.2).
  fileprivate init(_ answer: WireAnswer, withoutBody: Bool) {
    self.init(
      status: HTTPResponse.Status(code: answer.code),
      headers: answer.headers,
      body: withoutBody || answer.body.isEmpty
        ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
    )
    if withoutBody { headers[.contentLength] = String(answer.body.count) }
  }
}
