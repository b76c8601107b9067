import JobClient
import JobProfile

/// Sends what it is given, and keeps what that was and what came of it.
struct CountingTransport: Transport {
  let base: any Transport
  let requests = Requests()

  /// What was sent, in order.
  actor Requests {
    private(set) var all: [WireRequest] = []

    /// The codes of the answers, in order.
    private(set) var codes: [Int] = []

    func add(_ request: WireRequest) { all.append(request) }

    func add(_ answer: WireAnswer) { codes.append(answer.code) }
  }

  func send(
    _ request: WireRequest,
    limits: RequestLimits
  ) async throws(TransportFailure) -> WireAnswer {
    await requests.add(request)
    let answer = try await base.send(request, limits: limits)
    await requests.add(answer)
    return answer
  }

  func stream(
    _ request: WireRequest,
    idle: Duration,
    receive: @Sendable (StreamPart) async -> Void
  ) async throws(TransportFailure) {
    await requests.add(request)
    try await base.stream(request, idle: idle, receive: receive)
  }

  func close() async { await base.close() }
}
