import JobClient
import JobModel
import JobProfile

/// What `WatcherDriver` does for a watcher: hands events to it and performs its actions.
extension World {
  static let serverName = "model"

  /// A program is started.
  mutating func start() {
    guard client == nil else { return }
    let watcher = JobWatcher(
      server: Self.serverName,
      baseURL: "http://model.example",
      profile: saboteur?.profile(of: plan.dialect) ?? plan.dialect.profile,
      credentials: Credentials(username: "admin", password: "password", token: "token"),
      options: saboteur?.options(program.options) ?? program.options,
      generator: Dice(seed: dice.next())
    )
    client = ModelClient(watcher: watcher)
    witness.started()
    agenda.add(.restored(epoch: epoch), at: now.advanced(by: latency()))
  }

  /// The journal has been read; what was asked meanwhile comes after it.
  mutating func restore(_ epoch: Int) async {
    guard epoch == self.epoch, client != nil else { return }
    do {
      var kept = try await journal.restored(for: acting, at: now)
      programs[acting].saboteur?.change(&kept, &dice)
      client?.isReady = true
      tell(.restore(kept.jobs, forgotten: kept.forgotten, durations: kept.durations))
      let early = client?.early ?? []
      client?.early = []
      for event in early { tell(event) }
      beginSharing()
    } catch {
      witness.object(.journalWorks, "it cannot be read: \(error)", now)
    }
  }

  mutating func wake(_ epoch: Int) {
    guard epoch == self.epoch, client != nil else { return }
    witness.woke(now)
    tell(.woke)
  }

  mutating func answered(_ epoch: Int, _ number: RequestNumber, _ answer: WireAnswer) {
    // The network may bring an answer twice; the second one finds nobody waiting.
    guard epoch == self.epoch, client != nil else { return }
    if client?.pending.remove(number) != nil { witness.answered(number, answer, now) }
    tell(.answered(number, answer))
  }

  mutating func unanswered(_ epoch: Int, _ number: RequestNumber, _ failure: TransportFailure) {
    guard epoch == self.epoch, client?.pending.remove(number) != nil else { return }
    witness.unanswered(number, now)
    tell(.unanswered(number, failure))
  }

  /// Something happens at the client's end of a push connection.
  mutating func hear(_ event: PushEvent, on line: Line) {
    guard line.epoch == epoch, client?.lines.contains(line.number) == true else { return }
    if case .ended = event {
      client?.lines.remove(line.number)
      lines[line] = nil
    }
    tell(.push(line.number, event))
  }

  /// Hands an event to the watcher; the program may be killed before all that follows is done.
  mutating func tell(_ event: WatcherEvent) {
    guard client != nil else { return }
    guard client?.isReady == true else {
      client?.early.append(event)
      return
    }
    let events = programs[acting].saboteur?.events(insteadOf: event, at: now, &dice) ?? [event]
    for event in events { handle(event) }
    for receipt in programs[acting].saboteur?.takeUnkept() ?? [] {
      handle(.journaled(receipt, nil))
    }
  }

  private mutating func handle(_ event: WatcherEvent) {
    guard var actions = handled(event) else { return }
    if saboteur != nil {
      actions = programs[acting].saboteur?.actions(insteadOf: actions, at: now, &dice) ?? actions
    }
    witness.handled(event, wanted: program.watchesAll ? nil : client?.bid?.jobs, now)
    let isKilled = plan.rates[.restart] != nil && !isCalm && dice.falls(Self.killed)
    if isKilled { actions = Array(actions.prefix(dice.number(0...actions.count))) }
    for action in actions { perform(action) }
    if isKilled {
      note(.restart)
      crash(dice.seconds(0.05...8))
    } else {
      writeNotes()
    }
  }

  private mutating func handled(_ event: WatcherEvent) -> [WatcherAction]? {
    guard let saboteur else { return programs[acting].client?.watcher.handle(event, at: now) }
    return programs[acting].client?.watcher.handle(event, at: now, robbedBy: saboteur)
  }

  /// How probable it is that the program is killed between two of its actions.
  private static let killed = 0.003

  private mutating func perform(_ action: WatcherAction) {
    trace.note(now, action)
    switch action {
    case .ask(let number, let request, let limits):
      client?.pending.insert(number)
      send(number, request, limits)
    case .openPush(let number, let plan):
      client?.lines.insert(number)
      open(Line(epoch: epoch, number: number), plan)
    case .tellPush(let number, let frame):
      let line = Line(epoch: epoch, number: number)
      agenda.add(.said(line, frame), at: now.advanced(by: latency()))
    case .closePush(let number):
      client?.lines.remove(number)
      lines[Line(epoch: epoch, number: number)] = nil
    case .journal(let entries, let receipt):
      client?.notes.waiting.entries += entries
      if let receipt { client?.notes.waiting.receipts.append(receipt) }
    case .report(let update, let isChange):
      witness.reported(update, isChange: isChange, now)
      overseer.reported(update, by: acting, now)
    case .reply(let ticket, let reply):
      user.replied(ticket)
      witness.replied(ticket, reply, now)
    case .wake(let time):
      sleepUntil(time)
    case .finished:
      client?.isFinished = true
    case .reportPlan(let update): witness.freshness.replanned(update)
    case .bid(let bid): self.bid(bid)
    case .reportStatus, .warn, .reportForgotten, .reportExchanges, .reportLog, .reportOutlook:
      break
    }
  }

  /// Only a wake earlier than all that are under way needs a sleeper of its own.
  private mutating func sleepUntil(_ time: Timestamp) {
    if let earliest = client?.earliestWake, earliest <= time, earliest > now { return }
    client?.earliestWake = time
    agenda.add(.wake(epoch: epoch), at: max(time, now))
  }
}

/// Notes, and the end of a program that is killed.
extension World {
  private mutating func writeNotes() {
    guard let notes = client?.notes, notes.writing == nil, !notes.waiting.entries.isEmpty else {
      return
    }
    client?.notes.writing = notes.waiting
    client?.notes.waiting = ModelClient.Batch()
    let time = dice.falls(0.05) ? dice.seconds(0.1...2) : dice.seconds(0.0005...0.01)
    agenda.add(.written(epoch: epoch), at: now.advanced(by: time))
  }

  /// What was being written is kept; those who waited for that are told.
  mutating func keepNotes(_ epoch: Int) async {
    guard epoch == self.epoch, let batch = client?.notes.writing else { return }
    client?.notes.writing = nil
    await keep(batch.entries, of: acting)
    witness.acknowledged(batch.entries)
    for receipt in batch.receipts { tell(.journaled(receipt, nil)) }
    writeNotes()
  }

  mutating func keep(_ entries: [JournalEntry], of program: Int) async {
    do {
      let changed = programs[program].saboteur?.entries(insteadOf: entries)
      try await journal.record(changed ?? entries, by: program)
      overseer.kept(entries)
      spreadNews(of: program)
    } catch {
      witness.object(.journalWorks, "it cannot be written: \(error)", now)
    }
  }

  /// A program is killed: what it knew is gone, and half of the time what it was just writing.
  mutating func crash(_ downtime: Duration) {
    guard let client else { return }
    if let batch = client.notes.writing, dice.falls(0.5) {
      agenda.add(.kept(batch.entries, by: acting), at: now)
    }
    self.client = nil
    program.stoppedUntil = nil
    lease.leave(String(epoch))
    overseer.killed(acting)
    for line in lines.keys.filter({ $0.epoch == epoch }) { lines[line] = nil }
    program.epoch = lives
    lives += 1
    user.forgetCallers()
    witness.killed()
    agenda.add(.start(program: acting), at: now.advanced(by: downtime))
  }
}
