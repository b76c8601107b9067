import JobClient
import JobModel

/// Creates jobs at a pace and, if asked to, follows each from the moment on that it exists.
struct Creation: Sendable {
  let connection: ServerConnection
  let drafts: [Draft]
  /// Jobs a second at most; nothing: as fast as the server takes them.
  let rate: Double?
  /// How long all of it may take.
  let limit: Duration?
  /// When that time is over.
  let deadline: Timestamp?
  /// Whether to stay until every one has ended.
  let follows: Bool

  /// Writes what becomes known of them; an interrupted user learns what was created.
  func run(_ journal: FollowJournal) async -> Outcome {
    var journal = journal
    var created = CreatedJobs()
    let stream = FollowStream(connection.client, everyAnswer: journal.wantsEveryAnswer)
    var failures: [JobID: JobFailure] = [:]
    var isOver = false
    var waits = 0
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await create(telling: stream.sink) }
      for await event in stream.events {
        switch event {
        case .learned(let update):
          guard created.learn(update) else { break }
          journal.learn(update)
          guard follows, !Streams.isUnread, let job = created.next() else { break }
          waits += 1
          stream.wait(for: job, Patience(limit: limit, deadline: deadline), in: &group)
        case .ended(let job, let result):
          waits -= 1
          switch result {
          case .success(let update): journal.reach(update, Outcome(update.state))
          case .failure(let failure): failures[job] = failure
          }
        case .attempted(let reply): journal.settle(reply)
        case .late(let missing): journal.late(missing, of: drafts.count)
        case .allAttempted: isOver = true
        case .quiet: break
        }
        // All are made also where nobody reads of it; their ends are then waited for by nobody.
        if isOver, waits == 0 || Streams.isUnread { break }
      }
      group.cancelAll()
    }
    if Task.isCancelled {
      await stop(&created, &journal)
    } else {
      let departure = Departure(created.ids, because: failures)
      await journal.leave(departure, on: connection)
    }
    journal.finish()
    return Outcome.combined(journal.outcomes)
  }

  /// The time that is left.
  private var left: Duration? {
    deadline.map { max(.zero, connection.clock.now.duration(to: $0)) }
  }

  /// Tells who is interrupted what exists, what may exist, and how to go on.
  private func stop(_ created: inout CreatedJobs, _ journal: inout FollowJournal) async {
    // What was not sent has been taken back by then.
    created.catchUp(with: await connection.client.standing())
    let now = connection.clock.now
    if follows { journal.leave(created.open.map { $0.left("interrupted", at: now) }) }
    journal.leave(created.unanswered.map { $0.left("interrupted before it was answered", at: now) })
    var words = "Stopped with \(created.count) of \(drafts.count) jobs created."
    let unanswered = created.unanswered.count
    if unanswered > 0 {
      words += " \(unanswered) had no answer yet: look there before you send them again."
    }
    let open = created.open.compactMap(\.job.jobID)
    if !open.isEmpty { words += " " + connection.goOn.advice(for: open) }
    Streams.error(words)
  }
}

// Creating.
extension Creation {
  /// What is sent together at most: a client has as many requests under way.
  private static let batch = 16

  /// With a rate as many as fit into a tenth of a second.
  private var batches: [[Draft]] {
    let size = rate.map { max(1, min(Self.batch, Int($0 / 10))) } ?? Self.batch
    return stride(from: 0, to: drafts.count, by: size).map {
      Array(drafts[$0..<min($0 + size, drafts.count)])
    }
  }

  private func create(telling sink: AsyncStream<FollowEvent>.Continuation) async {
    var sent = 0
    for batch in batches {
      if let left, left <= .zero {
        sink.yield(.late(missing: drafts.count - sent))
        break
      }
      let started = connection.clock.now
      let reply = await connection.client.attempt(batch, within: limit, until: deadline)
      sink.yield(.attempted(reply))
      sent += batch.count
      if let failure = reply.failure, Self.endsAll(failure) { break }
      guard sent < drafts.count, await pause(after: started, batch.count) else { break }
    }
    sink.yield(.allAttempted)
  }

  /// Whether the next create would come to nothing as well.
  private static func endsAll(_ failure: JobFailure) -> Bool {
    switch Outcome(ofCreate: failure) {
    case .unreachable, .usage, .configuration, .interrupted, .deadline: true
    case .success, .jobFailed, .unknown: false
    }
  }

  /// - Returns: Whether to go on.
  private func pause(after started: Timestamp, _ count: Int) async -> Bool {
    guard let rate else { return !Task.isCancelled }
    let next = started.advanced(by: .nanoseconds(Int64(Double(count) / rate * 1e9)))
    return (try? await connection.clock.sleep(until: next, tolerance: nil)) != nil
  }
}
