import JobModel

/// One job of a simulated server and what was done to it.
package struct SimulatedJob: Hashable, Sendable {
  /// Its place in the order of creation, from 0.
  package let ordinal: Int
  /// What the server calls it.
  package let id: JobID
  /// Its title.
  package let title: String?
  /// What sort of work it is.
  package let kind: String?
  /// What was sent to create it.
  package let inputs: [String: JSON]
  /// The idempotency key of its create.
  package let key: String?
  /// When it was created.
  package let created: Timestamp
  /// Which run it is in, from 1; a retry opens the next.
  package internal(set) var run = 1
  /// When this run began.
  package internal(set) var opened: Timestamp
  /// What happens in this run.
  package internal(set) var script: JobScript
  /// When somebody cancelled this run.
  package internal(set) var cancelled: Timestamp?
  /// Counts all changes on the server; that of the last one of this job.
  package internal(set) var revision = 0
  /// When it last changed.
  package internal(set) var changed: Timestamp
  /// When it changes next by itself.
  var due: Timestamp?
  /// Where its result is to be had once it has completed.
  var result: JSON?
  /// How often its status was answered.
  package internal(set) var answers = 0

  /// How it stands at an instant.
  package func moment(at now: Timestamp) -> JobMoment {
    let until = cancelled.map { min($0, now) } ?? now
    var moment = script.moment(at: opened.duration(to: until))
    guard cancelled != nil else { return moment }
    moment.state = .cancelled
    moment.ended = opened.duration(to: until)
    moment.reason = nil
    return moment
  }

  /// When it changes next by itself.
  package func nextChange(after now: Timestamp) -> Timestamp? {
    guard cancelled == nil else { return nil }
    let next = script.nextChange(after: opened.duration(to: now))
    return next.map { opened.advanced(by: $0) }
  }

  /// What the server says about it at an instant.
  package func facts(at now: Timestamp) -> JobFacts {
    facts(moment(at: now), at: now)
  }

  /// What the server says about it where the end is drawn for each answer.
  package func facts(at now: Timestamp, drawing isFailed: Bool, beforeTheEnd: Bool) -> JobFacts {
    var moment = moment(at: now)
    let isOver = moment.state == .completed || moment.state == .failed
    if isOver || (beforeTheEnd && isFailed && moment.state != .cancelled) {
      moment.state = isFailed ? .failed : .completed
      moment.reason = isFailed ? script.attempts.last?.failure : nil
    }
    var facts = facts(moment, at: now)
    // Such a server remembers no end: its time is over, and nothing of it is left.
    if moment.state == .completed { facts.remaining = .zero }
    return facts
  }

  private func facts(_ moment: JobMoment, at now: Timestamp) -> JobFacts {
    var facts = JobFacts(
      jobID: id,
      state: .init(word: moment.state.rawValue, state: moment.state)
    )
    facts.title = title
    facts.kind = kind
    facts.progress = moment.progress
    facts.attempt = moment.attempt
    facts.attemptLimit = script.limit
    facts.reason = moment.reason
    facts.revision = String(revision)
    facts.created = created
    facts.started = moment.began.map { opened.advanced(by: $0) }
    facts.finished = moment.ended.map { opened.advanced(by: $0) }
    facts.updated = changed
    facts.expected = script.length
    facts.inputs = inputs
    if moment.state == .completed { facts.result = result }
    if !moment.state.isFinal {
      facts.ends = opened.advanced(by: script.length)
      facts.remaining = remaining(at: now)
    }
    return facts
  }

  /// In whole seconds, rounded up, so that an answer is the same for a second.
  private func remaining(at now: Timestamp) -> Duration {
    let left = now.duration(to: opened.advanced(by: script.length)).inSeconds
    return .seconds(max(0, left.rounded(.up)))
  }
}
