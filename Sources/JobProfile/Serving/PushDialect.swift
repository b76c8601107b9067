import HTTPTypes
import JobModel

/// How a server speaks on push connections of one kind.
package struct PushDialect: Hashable, Sendable {
  /// The name of its messages, where the kind has names.
  package let event: String?
  let message: PushMessage
  var subscribe: PushWord?
  var unsubscribe: PushWord?
  var missing: PushWord?
  var greeting: PushWord?
  var invalid: PushWord?
  /// Whether a job is told to the client alone that asked for it last.
  package var isExclusive = false
  let states: States

  /// A message with the name of its event, where the kind has names.
  package struct Said: Hashable, Sendable {
    /// The event's name.
    package var event: String?
    /// What is said.
    package var message: JSON

    /// Says something.
    package init(event: String? = nil, message: JSON) {
      self.event = event
      self.message = message
    }
  }

  /// What a client wants of its connection.
  package enum Wish: Hashable, Sendable {
    /// To be told of these jobs.
    case subscribe([JobID])
    /// To be told of them no longer.
    case unsubscribe([JobID])
  }

  /// Whether only those who ask for a job are told of it.
  package var takesSubscriptions: Bool { subscribe != nil }

  /// Whether one who connects, or subscribes, hears the present state at once.
  package var replays: Bool { message.replays }

  /// Whether a job that stands so is told of.
  package func tells(_ job: JobFacts) -> Bool {
    !message.sendsOnlyFinal || job.state?.state.isFinal == true
  }

  /// What tells how a job stands.
  package func said(of job: JobFacts, now: Timestamp) -> Said {
    let values: [String: JSON] = ["now": .string(now.rfc3339)]
    let source = FillSource(values: values, job: job, jobs: [job], states: states)
    return Said(event: event, message: message.sample.body(from: source))
  }

  /// What is said to one who has connected, before anything else.
  package var greetings: Said? {
    greeting.map { Said(event: $0.event, message: $0.message.body(from: FillSource())) }
  }

  /// What is said to one who asks for a job that is not there.
  package func missing(_ id: JobID) -> Said? {
    missing.map { word in
      let job = JobFacts(jobID: id)
      let source = FillSource(values: ["id": .string(id.rawValue)], job: job, jobs: [job])
      return Said(event: word.event, message: word.message.body(from: source))
    }
  }

  /// What is said to one whose message asks for nothing; `reason`: what is wrong with it.
  package func complaint(_ reason: String) -> Said? {
    invalid.map { word in
      let source = FillSource(values: ["reason": .string(reason)])
      return Said(event: word.event, message: word.message.body(from: source))
    }
  }

  /// What a client asks for; nothing where it says something else.
  package func wish(_ said: Said) -> Wish? {
    if let ids = ids(in: said, as: subscribe) { return .subscribe(ids) }
    return ids(in: said, as: unsubscribe).map { .unsubscribe($0) }
  }

  private func ids(in said: Said, as word: PushWord?) -> [JobID]? {
    guard let word, word.event == said.event else { return nil }
    var record = AnswerRecord()
    word.message.read(said.message, into: &record)
    let ids = (record.jobs ?? [record.shared]).compactMap(\.facts.jobID)
    return ids.isEmpty ? nil : ids
  }
}

extension Profile {
  /// How a server speaks on connections of a kind; nothing where it does not, or where nobody
  /// subscribes to anything on them.
  package func dialect(_ kind: PushKind) -> PushDialect? {
    for push in pushes where push.kind == kind {
      switch push {
      case .socketio(let push):
        return PushDialect(
          event: push.event,
          message: push.message,
          subscribe: push.subscribe,
          unsubscribe: push.unsubscribe,
          missing: push.missing,
          greeting: push.greeting,
          isExclusive: push.isExclusive,
          states: states
        )
      case .websocket(let push):
        return PushDialect(
          event: nil,
          message: push.message,
          subscribe: push.subscribe,
          unsubscribe: push.unsubscribe,
          invalid: push.invalid,
          states: states
        )
      case .sse(let push):
        return PushDialect(event: push.event, message: push.message, states: states)
      case .webhook(let push):
        return PushDialect(event: nil, message: push.message, states: states)
      case .longpoll: return nil
      }
    }
    return nil
  }

  /// The path of Socket.IO, as in `/socket.io/`; nothing where the server does not speak it.
  package var socketIOPath: String? {
    for case .socketio(let push) in pushes { return push.path }
    return nil
  }

  /// Whether a WebSocket is opened on any path.
  package var takesWebSocketsAnywhere: Bool {
    for case .websocket(let push) in pushes { return push.isAnywhere }
    return false
  }

  /// Whether a server writes the same for both states: to its clients the one is as good as the other.
  package func spellsAlike(_ left: JobState, _ right: JobState) -> Bool {
    states.spellAlike(left, right)
  }

  /// How long a long poll is held at most; nothing where the server holds none.
  package var longestHold: Duration? {
    for case .longpoll(let push) in pushes { return push.holds }
    return nil
  }

  /// Header fields of each message to a webhook, beside those that say what it is.
  package var webhookHeaders: HTTPFields {
    for case .webhook(let push) in pushes { return push.headers }
    return [:]
  }

  /// Whether the server signs its webhooks and repeats those that do not arrive; nothing where it
  /// sends none.
  package var signsWebhooks: Bool? {
    for case .webhook(let push) in pushes { return push.isSigned }
    return nil
  }
}
