import HTTPTypes
import JobModel
import JobProfile

/// Performs what an `EngineIOSession` wants done, and translates what Socket.IO says on it.
struct SocketIOConnection: Sendable {
  let transport: any Transport
  let clock: any JobClock
  let request: WireRequest
  let tell: @Sendable (PushEvent) -> Void

  private typealias Inbox = AsyncStream<EngineIOSession.Event>.Continuation

  /// Speaks and listens until the session ends, or until it has been left because the words ended.
  func run(saying words: AsyncStream<PushFrame>) async {
    let (events, inbox) = AsyncStream.makeStream(of: EngineIOSession.Event.self)
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await frame in words { inbox.yield(.say(SocketIOTalk.text(frame))) }
        inbox.yield(.leave(SocketIOTalk.farewell))
      }
      inbox.yield(.start)
      var session = EngineIOSession()
      var socket: AsyncStream<String>.Continuation?
      for await event in events {
        for action in session.handle(event, at: clock.now) {
          perform(action, &socket, inbox, &group)
        }
        if session.phase == .over { break }
      }
      socket?.finish()
      group.cancelAll()
    }
  }

  private func perform(
    _ action: EngineIOSession.Action,
    _ socket: inout AsyncStream<String>.Continuation?,
    _ inbox: Inbox,
    _ group: inout DiscardingTaskGroup
  ) {
    switch action {
    case .openSocket(let query):
      let (texts, speaker) = AsyncStream.makeStream(of: String.self)
      socket = speaker
      group.addTask { await holdSocket(query, saying: texts, inbox) }
    case .sendSocket(let text): socket?.yield(text)
    case .closeSocket: socket?.finish()
    case .get(let request, let query, let limit):
      group.addTask { await ask(request, .get, query, body: nil, within: limit, inbox) }
    case .post(let query, let body, let limit):
      group.addTask { await ask(.post, .post, query, body: body, within: limit, inbox) }
    case .opened: inbox.yield(.say(SocketIOTalk.greeting))
    case .heard(let text): hear(text, inbox)
    case .unreadable: tell(.message(PushFrame(message: nil)))
    case .wake(let time):
      group.addTask { [clock] in
        try? await clock.sleep(until: time, tolerance: nil)
        inbox.yield(.woke)
      }
    case .ended(let failure, let code): tell(.ended(failure, code: code))
    }
  }

  private func hear(_ text: String, _ inbox: Inbox) {
    let (event, answer) = SocketIOTalk.hear(text)
    if let answer { inbox.yield(.say(answer)) }
    guard let event else { return }
    tell(event)
    // Outside of the namespace nothing more is to be heard.
    if case .ended = event { inbox.yield(.leave(SocketIOTalk.farewell)) }
  }

  private func holdSocket(
    _ query: String,
    saying texts: AsyncStream<String>,
    _ inbox: Inbox
  ) async {
    do {
      try await transport.webSocket(target(query), idle: nil, saying: texts) { part in
        switch part {
        case .refused(let code): inbox.yield(.socketRefused(code))
        case .opened: inbox.yield(.socketOpened)
        case .text(let text): inbox.yield(.socketText(text))
        case .binary: inbox.yield(.socketText("b"))
        }
      }
      inbox.yield(.socketEnded(nil))
    } catch {
      inbox.yield(.socketEnded(error))
    }
  }

  private func ask(
    _ kind: EngineIOSession.Request,
    _ method: HTTPRequest.Method,
    _ query: String,
    body: [UInt8]?,
    within limit: Duration,
    _ inbox: Inbox
  ) async {
    var request = target(query)
    request.method = method
    request.body = body
    if body != nil { request.headers[.contentType] = "text/plain;charset=UTF-8" }
    do {
      let answer = try await transport.send(request, limits: RequestLimits(time: limit))
      inbox.yield(.answered(kind, code: answer.code, body: answer.body))
    } catch {
      inbox.yield(.unanswered(kind, error))
    }
  }

  private func target(_ query: String) -> WireRequest {
    var request = request
    request.target += "?\(query)"
    return request
  }
}
