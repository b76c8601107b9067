import JobModel

extension Profile {
  /// The Server-Sent Events of a profile.
  package struct SSEPush: Hashable, Sendable {
    /// The path of the stream, as in `/v1/events`.
    package var path: String
    /// Name of the event; nothing: unnamed (`message`).
    package var event: String?
    /// Present state told at once to who subscribes.
    package var replay: Bool
    /// `final`: only ends are told.
    package var sendsOnlyFinal: Bool
  }

  /// Its Server-Sent Events, where it has them.
  package var sse: SSEPush? {
    eventStream.map { push in
      SSEPush(
        path: push.request.path.text,
        event: push.event,
        replay: push.message.replays,
        sendsOnlyFinal: push.message.sendsOnlyFinal
      )
    }
  }

  var eventStream: EventStreamPush? {
    for case .sse(let push) in pushes { return push }
    return nil
  }

  /// The facts in a push message; nothing where its state cannot be read.
  ///
  /// A message without an id is about the one job of the server; elsewhere it is only a hint to ask.
  package func read(sseMessage: JSON, now: Timestamp) -> JobFacts? {
    eventStream.flatMap { facts(in: sseMessage, of: $0.message) }
  }

  /// The message that tells a change by SSE; nothing where the profile has no SSE.
  package func sseMessage(_ job: JobFacts, now: Timestamp) -> JSON? {
    eventStream.map { message($0.message, about: job, now: now) }
  }

  /// The facts in a message of any kind of push.
  func facts(in message: JSON, of push: PushMessage) -> JobFacts? {
    var record = AnswerRecord()
    push.sample.read(message, into: &record)
    let about = record.jobs?.first ?? record.shared
    guard case .state(let state) = states.finding(in: about) else { return nil }
    var facts = about.settled(with: state)
    if facts.jobID == nil, hasOneJob { facts.jobID = .only }
    return facts
  }

  /// A message of any kind of push.
  func message(_ push: PushMessage, about job: JobFacts, now: Timestamp) -> JSON {
    let values: [String: JSON] = ["now": .string(now.rfc3339)]
    let source = FillSource(values: values, job: job, jobs: [job], states: states)
    return push.sample.body(from: source)
  }
}
