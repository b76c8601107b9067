import HTTPTypes
import JobModel
import JobProfile

extension RequestHandler {
  /// The reply to a request as the faults of the server leave it.
  func disturbed(
    _ treatment: RequestTreatment,
    _ reply: (RequestTreatment) async -> ServerReply
  ) async -> ServerReply {
    let result: ServerReply
    switch treatment.outcome {
    case .answer: result = await reply(treatment)
    case .refusal: result = .reset
    case .silence: return .silence
    case .error(let code): result = .answer(RequestHandler.failure(code))
    case .throttle(let pause): result = .answer(throttled(pause))
    case .cut:
      result = await reply(treatment)
      if case .answer(let answer) = result { return .cut(answer).late(by: treatment.delay) }
    }
    return result.late(by: treatment.delay)
  }

  private static func failure(_ code: Int) -> WireAnswer {
    WireAnswer(
      code: code,
      headers: [.contentType: "text/plain; charset=utf-8"],
      body: Array("\(HTTPResponse.Status(code: code).reasonPhrase)\n".utf8)
    )
  }

  private func throttled(_ pause: Duration) -> WireAnswer {
    let seconds = JSON.number(String(Int(pause.inSeconds.rounded(.up))))
    let now = clock.now
    let values: [String: JSON] = [
      "limit": 0, "left": 0, "reset": seconds, "window": seconds,
      "resetAt": .string(now.advanced(by: pause).rfc3339),
    ]
    var answer = profile.answer(.rateLimited, to: nil, jobs: [], values: values)
    answer.code = 429
    answer.headers[.retryAfter] = seconds.text
    return answer
  }
}

extension ServerReply {
  fileprivate func late(by delay: Duration) -> ServerReply {
    delay > .zero ? .late(by: delay, self) : self
  }
}

extension Gatekeeper.Verdict {
  /// What a request is for, by what is done with it; nothing where that is none of the operations.
  var target: FaultTarget? {
    switch self {
    case .answer, .unparsed, .result, .metrics: nil
    case .refusal(let operation, _), .operation(let operation, _): .operation(operation)
    case .longPoll: .operation(.status)
    case .events, .webSocket, .socketIO, .webhook: .push
    }
  }
}
