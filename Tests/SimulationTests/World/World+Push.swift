import JobClient
import JobModel
import JobProfile

/// What the server tells of its own accord.
extension World {
  /// A connection is answered in so long, or has failed.
  private static let dialTime = Duration.seconds(10)

  /// A client opens a connection.
  mutating func open(_ line: Line, _ plan: PushPlan) {
    lines[line] = PushLine(plan)
    agenda.add(.silence(line), at: now.advanced(by: Self.dialTime))
    if strikes(.dropRequest) {
      return agenda.add(.push(line, .ended(.notConnected("refused"), code: nil)), at: now)
    }
    agenda.add(.dial(line, plan), at: now.advanced(by: latency()))
  }

  /// It reaches the server.
  mutating func dial(_ line: Line, _ plan: PushPlan) {
    guard var end = lines[line] else { return }
    if let until = server.hangsUntil, until > now { return }
    if let until = server.refusesUntil, until > now { return refuse(line, code: 429) }
    if strikes(.serverError) { return refuse(line, code: 503) }
    end.isOpen = true
    lines[line] = end
    agenda.add(.push(line, .opened), at: now.advanced(by: latency()))
    if strikes(.mutePush) { return mute(line) }
    guard let dialect = dialect(of: end), dialect.replays, !dialect.takesSubscriptions else {
      return
    }
    for life in server.knownLives { tell(life, dialect, on: line) }
  }

  private mutating func refuse(_ line: Line, code: Int) {
    agenda.add(.push(line, .ended(nil, code: code)), at: now.advanced(by: latency()))
  }

  /// What the client says reaches the server.
  mutating func hear(_ frame: PushFrame, on line: Line) {
    guard var end = lines[line], end.isOpen, let dialect = dialect(of: end) else { return }
    let said = PushDialect.Said(event: frame.name, message: frame.message ?? .null)
    switch dialect.wish(said) {
    case .subscribe(let ids):
      end.subscribed.formUnion(ids)
      lines[line] = end
      for id in ids { answer(id, dialect, on: line) }
    case .unsubscribe(let ids):
      end.subscribed.subtract(ids)
      lines[line] = end
    case nil: break
    }
  }

  private mutating func answer(_ id: JobID, _ dialect: PushDialect, on line: Line) {
    if let life = server.life(of: id) {
      if dialect.replays { tell(life, dialect, on: line) }
    } else if let said = dialect.missing(id) {
      tell(said, on: line)
    }
  }

  /// Tells whoever wants to know that a job has changed.
  mutating func tellChange(of life: Life) {
    for line in lines.keys.sorted() {
      guard let end = lines[line], end.isOpen, let dialect = dialect(of: end),
        !dialect.takesSubscriptions || end.subscribed.contains(life.id)
      else { continue }
      tell(life, dialect, on: line)
    }
  }

  private mutating func tell(_ life: Life, _ dialect: PushDialect, on line: Line) {
    var facts = server.facts(life, at: now)
    // What is pushed may be wrong: only an answer tells the truth.
    if strikes(.garbage) { facts.state = JobFacts.StateReading(word: "", state: .failed) }
    guard dialect.tells(facts) else { return }
    tell(dialect.said(of: facts, now: now.advanced(by: server.skew)), on: line)
  }

  private mutating func tell(_ said: PushDialect.Said, on line: Line) {
    guard lines[line]?.isMute == false, !strikes(.losePush) else { return }
    let frame = PushFrame(name: said.event, message: said.message)
    // In order, unless a fault says otherwise.
    var time = Duration.milliseconds(60)
    if strikes(.latePush) { time += dice.seconds(0.5...20) }
    agenda.add(.push(line, .message(frame)), at: now.advanced(by: time))
    guard strikes(.duplicatePush) else { return }
    agenda.add(.push(line, .message(frame)), at: now.advanced(by: time + dice.seconds(0...2)))
  }

  private func dialect(of end: PushLine) -> PushDialect? { plan.dialect.profile.dialect(end.kind) }
}

/// How connections end.
extension World {
  /// Those that there are tell nothing more.
  mutating func mute() {
    let open = lines.filter { $0.value.isOpen && !$0.value.isMute }
    guard !open.isEmpty else { return }
    note(.mutePush)
    for line in open.keys.sorted() { mute(line) }
  }

  private mutating func mute(_ line: Line) {
    lines[line]?.isMute = true
    agenda.add(.silence(line), at: now.advanced(by: lines[line]?.idle ?? .zero))
  }

  mutating func cutLines() {
    for line in lines.keys.sorted() {
      agenda.add(.push(line, .ended(.broken("cut"), code: nil)), at: now.advanced(by: latency()))
      lines[line] = nil
    }
  }

  /// The client has heard nothing for too long; what is open and well has had its heartbeats.
  mutating func silence(_ line: Line) {
    guard let end = lines[line], !end.isOpen || end.isMute else { return }
    hear(.ended(.timedOut(end.isOpen ? end.idle : Self.dialTime), code: nil), on: line)
  }
}
