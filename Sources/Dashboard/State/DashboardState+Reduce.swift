import JobModel
import Screen

extension DashboardState {
  /// Takes in a fact; gives back what is wished for because of it, in order.
  package mutating func reduce(
    _ event: DashboardEvent,
    at now: Timestamp
  ) -> [DashboardEffect] {
    // A key is about the row that was under the cursor when it went down, whatever moves now.
    if case .key(let key) = event { bindCursor(for: key) }
    // So is a click about what stood there.
    let target = target(of: event, at: now)
    var effects = advance(to: now)
    effects += take(event, at: now)
    if case .mouse(let mouse) = event, let target {
      effects += follow(mouse.kind, over: target, at: now)
    }
    effects += leaving() + forgettingOutworn()
    if case .quit = overlays.last, unsentCount == 0 { overlays.removeLast() }
    let isKey = if case .key = event { true } else { false }
    followTable(at: now, isOwn: isKey)
    refreshSearch(at: now)
    effects += viewing() + previewing() + inspecting() + reading() + commanding()
    let news = title.follow(table.counts, isOutOfTouch: isOutOfTouch, at: now)
    if let news { effects.append(.title(news)) }
    effects += ringing(at: now) + remembering(after: event)
    return effects
  }

  private mutating func take(
    _ event: DashboardEvent,
    at now: Timestamp
  ) -> [DashboardEffect] {
    switch event {
    case .servers(let servers): take(servers)
    case .configured(let keys, let commands, let colours, let rules):
      isMisconfigured = false
      self.keys = keys
      setAlerts(rules)
      ownCommands = commands
      colourServers(colours)
    case .updates(let updates) where freeze != nil: freeze?.take(updates)
    case .updates(let updates): take(updates, at: now)
    case .status(let status) where freeze != nil: freeze?.take(status)
    case .status(let status): take(status, at: now)
    case .outlook(let outlook) where freeze != nil: freeze?.take(outlook)
    case .outlook(let outlook): table.take(outlook)
    case .forgotten(let runs) where freeze != nil: freeze?.take(forgotten: runs)
    case .forgotten(let runs): forget(runs, at: now)
    case .preview(let server, let inputs, let preview):
      show(preview, of: inputs, on: server)
    case .exchanges(let news): take(news)
    case .log(let log): take(log)
    case .asked(let runs): actions.noteSent(runs, at: now)
    case .withdrawn(let runs): takeBack(runs, at: now)
    case .undone(let run, let failure): fail(failure, of: run, at: now)
    case .failed(let failure): fail(failure, at: now)
    case .download(let run, let progress): take(progress, of: run, at: now)
    case .commandOutput(let number, let piece): take(piece, ofCommand: number)
    case .commandEnded(let number, let end): take(end, ofCommand: number)
    case .done(let sentence): notice = .news(sentence, at: now)
    case .told(let sentence): report(sentence, at: now)
    case .recordingStopped(let sentence):
      recorded = nil
      report(sentence, at: now)
    case .misconfigured(let sentence):
      isMisconfigured = true
      report(sentence, at: now)
    case .wrote(let file): notice = .news("Written: \(file)", at: now)
    case .ended: endReplay(at: now)
    case .key(let key): return press(key, at: now)
    case .mouse: attendance.sign(at: now)
    case .focused(let isFocused): attendance.focus(isFocused, at: now)
    case .resized(let size): self.size = size
    case .tick: break
    }
    return []
  }

  /// What the passing of time does: rows are let go, notices vanish, actions are sent.
  private mutating func advance(to now: Timestamp) -> [DashboardEffect] {
    if let heldUntil, heldUntil <= now {
      self.heldUntil = nil
      table.release()
    }
    table.advance(to: now)
    if let notice, notice.until <= now { self.notice = nil }
    let instant = countdownInstant(at: now)
    return effects(of: actions.takeDue(at: instant), at: now) + startDue(at: instant)
  }

  private mutating func take(_ servers: [ServerDescription]) {
    self.servers = servers
    colourServers(serverColours)
    table.measure(serverNames: servers.map(\.name))
    let names = Set(servers.map(\.name))
    statuses = statuses.filter { names.contains($0.key) }
    throughput.keep(names)
  }

  mutating func take(_ updates: [JobUpdate], at now: Timestamp) {
    throughput.start(at: now)
    attendance.start(at: now)
    let made = madeHere(updates)
    let changes = table.apply(updates)
    settleResent(by: made, at: now)
    watchAlerts(changes.swaps, at: now)
    past.note(Past.Step(time: now, rows: changes.swaps, statuses: [], isNews: changes.isNews))
    for (old, new) in changes.replaced {
      if cursor.run == old { cursor.run = new }
      if changes.outlived.contains(old) {
        marks.remove([old])
      } else {
        marks.replace(old, with: new)
      }
      attendance.replace(old, with: new)
      drop(old, because: "the job began another run", at: now)
    }
    for (job, time, unseen) in changes.ended {
      throughput.add(job, at: time, unseen: unseen)
      attendance.add(job)
      if actions[job.run]?.kind == .cancel { drop(job.run, because: "it has ended", at: now) }
    }
    refreshPlan(after: changes.changed + changes.replaced.map(\.old) + changes.obsolete)
    for run in changes.changed where actions[run].map({ !$0.isUnsent && !$0.isQueued }) == true {
      _ = actions.remove(run)
    }
  }

  /// Drops an action that makes no sense any more, and says so unless it was sent.
  private mutating func drop(_ run: RunID, because reason: String, at now: Timestamp) {
    guard let action = actions.remove(run), action.isUnsent else { return }
    notice = .news("Not sent: \(action.kind.words), because \(reason).", at: now)
  }

  mutating func forget(_ runs: [RunID], at now: Timestamp) {
    let swaps = runs.compactMap { table.row(of: $0) }.map { RowSwap(run: nil, row: $0) }
    if !swaps.isEmpty {
      past.note(Past.Step(time: now, rows: swaps, statuses: [], isNews: true))
    }
    for run in runs { _ = actions.remove(run) }
    marks.remove(runs)
    table.remove(runs)
    refreshPlan(after: runs)
  }

  /// Notes that something was not done; where it was asked of several rows, this one is marked again, so
  /// that those that are left can be asked anew.
  private mutating func fail(_ failure: JobFailure, of run: RunID, at now: Timestamp) {
    let action = actions.remove(run)
    if action?.isOfMany == true, table.row(of: run) != nil { marks.add([run]) }
    report(failure.description, at: now)
  }

  private mutating func fail(_ failure: JobFailure, at now: Timestamp) {
    actions.forgetSent()
    report(failure.description, at: now)
  }

  /// Tells whoever polls which rows are on the screen, when these are others than before.
  private mutating func viewing() -> [DashboardEffect] {
    let runs = visibleRuns
    let set = Set(runs)
    guard set != viewed else { return [] }
    viewed = set
    return [.viewing(runs)]
  }
}
