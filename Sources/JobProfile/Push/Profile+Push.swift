import JobModel

extension Profile {
  /// The ways in which the server tells, in the order in which a client tries them.
  package var pushKinds: [PushKind] { pushes.map(\.kind) }

  /// Whether one who connects, or subscribes, hears the present state at once.
  package func replays(_ kind: PushKind) -> Bool {
    spelling(of: kind)?.replays ?? false
  }

  /// Whether the server tells only who asks for a job.
  package func asksForSubscription(_ kind: PushKind) -> Bool {
    words(of: kind).subscribe != nil
  }

  /// What asks to be told of a job; nothing where that needs no word.
  package func subscription(_ kind: PushKind, to id: JobID) -> PushFrame? {
    words(of: kind).subscribe.map { frame($0, about: id) }
  }

  /// What asks to be told no longer; nothing where there is no such word.
  package func unsubscription(_ kind: PushKind, from id: JobID) -> PushFrame? {
    words(of: kind).unsubscribe.map { frame($0, about: id) }
  }

  /// What a message on a connection of that kind means.
  package func read(_ frame: PushFrame, from kind: PushKind) -> PushReading {
    guard let spelling = spelling(of: kind) else { return .foreign }
    if let missing = words(of: kind).missing, frame.name != nil, frame.name == missing.event {
      return .missing(frame.message.flatMap { id(in: $0, of: missing) })
    }
    switch kind {
    case .socketio, .sse:
      guard let name = frame.name else { return .unreadable }
      guard name == eventName(of: kind) else { return .foreign }
    case .websocket, .longpoll, .webhook: break
    }
    guard let message = frame.message else { return .unreadable }
    return facts(in: message, of: spelling).map { .facts($0) } ?? .unreadable
  }

  private func push(_ kind: PushKind) -> Push? {
    pushes.first { $0.kind == kind }
  }

  private func spelling(of kind: PushKind) -> PushMessage? {
    switch push(kind) {
    case .socketio(let push): push.message
    case .websocket(let push): push.message
    case .sse(let push): push.message
    case .webhook(let push): push.message
    case .longpoll, nil: nil
    }
  }

  private func eventName(of kind: PushKind) -> String? {
    switch push(kind) {
    case .socketio(let push): push.event
    case .sse(let push): push.event ?? "message"
    case .websocket, .longpoll, .webhook, nil: nil
    }
  }

  private typealias Words = (subscribe: PushWord?, unsubscribe: PushWord?, missing: PushWord?)

  private func words(of kind: PushKind) -> Words {
    switch push(kind) {
    case .socketio(let push): (push.subscribe, push.unsubscribe, push.missing)
    case .websocket(let push): (push.subscribe, push.unsubscribe, nil)
    case .sse, .longpoll, .webhook, nil: (nil, nil, nil)
    }
  }

  private func frame(_ word: PushWord, about id: JobID) -> PushFrame {
    let source = FillSource(values: ["id": .string(id.rawValue)])
    return PushFrame(name: word.event, message: word.message.body(from: source))
  }

  private func id(in message: JSON, of word: PushWord) -> JobID? {
    var record = AnswerRecord()
    word.message.read(message, into: &record)
    return (record.jobs?.first ?? record.shared).facts.jobID
  }
}
