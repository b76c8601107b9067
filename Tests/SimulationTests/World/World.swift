import JobClient
import JobModel
import JobProfile

/// One run: a client or several on one journal, a server, what lies between them, and a clock that
/// jumps from one event to the next.
///
///     user ─deeds─► client ─► network ─► server      agenda: what is still to happen
///       ▲             │  ▲       │          │         dice: what chance decides
///       └── ears ◄────┘  └───────┴──────────┘         witness: what must never be
struct World: Sendable {
  let plan: RunPlan
  var now = Timestamp(seconds: 1_800_000_000)
  var agenda = Agenda()
  var dice: Dice
  var server: ModelServer
  var programs: [Program]
  /// The program that does something, or that something happens to.
  var acting = 0 { didSet { trace.acting = acting } }
  var journal: any ModelJournal
  /// Who asks, where several programs share the journal.
  var lease = ModelLease()
  var network = Network()
  var lines: [Line: PushLine] = [:]
  /// Drafts so far.
  var drafts = 0
  /// What must never be of all programs together.
  var overseer: Overseer
  /// How often each fault has struck.
  var strikes: [Fault: Int] = [:]
  /// Lives of programs so far.
  var lives: Int
  var isCalm = false
  /// The machine of the clients sleeps until then.
  var asleepUntil: Timestamp?
  var trace: Trace
  var isOver = false
  /// Everything had come to its end at the last look.
  var wasSettled = false

  /// More events than that are a loop that does not end.
  private static let mostEvents = 60_000
  /// What has not come to its end so long after the last fault never does.
  private static let patience = Duration.seconds(900)

  init(
    seed: UInt64,
    journal: any ModelJournal = MemoryModelJournal(),
    mistake: Mistake? = nil,
    isTraced: Bool = false
  ) {
    var dice = Dice(seed: seed)
    // Some runs have several programs, which share what is known and who asks.
    plan = RunPlan(&dice, isShared: seed.isMultiple(of: 4))
    self.dice = dice
    self.journal = journal
    server = ModelServer(dialect: plan.dialect)
    overseer = Overseer(plan: plan, start: now)
    trace = Trace(isOn: isTraced, start: now)
    lives = plan.programs.count
    programs = plan.programs.enumerated().map { [plan, now] number, options in
      Program(
        options: options,
        epoch: number,
        witness: Witness(plan: plan, start: now),
        saboteur: mistake.map { Saboteur($0, plan.dialect) }
      )
    }
    lease.isNeverGivenBack = mistake == .keepsTurns
  }

  /// Plays the run to its end.
  mutating func play() async {
    begin()
    var events = 0
    while !isOver, isSound, let (time, occurrence) = agenda.next() {
      now = max(now, time)
      events += 1
      guard events < Self.mostEvents else {
        overseer.object(.restful, "more than \(Self.mostEvents) events", now)
        break
      }
      await take(occurrence)
    }
    if isSound { end() }
  }

  private mutating func begin() {
    for (after, deed, program) in plan.deeds {
      agenda.add(.deed(deed, by: program), at: now.advanced(by: after))
    }
    for (after, trouble) in plan.troubles {
      agenda.add(.trouble(trouble), at: now.advanced(by: after))
    }
    agenda.add(.calm, at: now.advanced(by: plan.trouble))
    if plan.dialect.label == nil {
      agenda.add(.rebirth, at: now)
    } else {
      for _ in 1...4 { othersCreate() }
    }
    agenda.add(.start(program: 0), at: now)
    for program in programs.indices.dropFirst() {
      agenda.add(.start(program: program), at: now.advanced(by: dice.seconds(0...20)))
    }
  }

  private mutating func take(_ occurrence: Occurrence) async {
    if let until = asleepUntil {
      guard until <= now || !occurrence.waitsForMachine else {
        return agenda.add(occurrence, at: until)
      }
      if until <= now {
        asleepUntil = nil
        for program in programs.indices { programs[program].witness.wokeUp(now) }
        overseer.turns.wokeUp(now)
      }
    }
    if let addressee = occurrence.addressee(among: programs) {
      acting = addressee
      if let until = program.stoppedUntil, occurrence.waitsForProgram {
        // It may have been stopped when the machine fell asleep.
        return agenda.add(occurrence, at: max(now, until))
      }
    }
    if !occurrence.isStale(among: programs) { trace.note(now, occurrence) }
    switch occurrence {
    case .wake(let epoch): wake(epoch)
    case .written(let epoch): await keepNotes(epoch)
    case .kept(let entries, let program): await keep(entries, of: program)
    case .start: start()
    case .restored(let epoch): await restore(epoch)
    case .turn(let epoch): await lookAtTurn(epoch)
    case .news(let epoch): await hearNews(epoch)
    case .awoke(let epoch): awake(epoch)
    case .goOn(let epoch): goOn(epoch)
    case .answer(let epoch, let number, let answer): answered(epoch, number, answer)
    case .noAnswer(let epoch, let number, let failure): unanswered(epoch, number, failure)
    case .push(let line, let event): hear(event, on: line)
    case .arrival(let flight): arrive(flight)
    case .reply(let flight, let answer): send(answer, to: flight)
    case .dial(let line, let plan): dial(line, plan)
    case .said(let line, let frame): hear(frame, on: line)
    case .silence(let line): silence(line)
    case .change(let life): change(life)
    case .rebirth: rebirth()
    case .trouble(let trouble): strike(trouble)
    case .deed(let deed, _): perform(deed)
    case .calm: becomeCalm()
    case .look: look()
    }
  }

  /// Whether a fault of the plan strikes now.
  mutating func strikes(_ fault: Fault) -> Bool {
    guard !isCalm, let rate = plan.rates[fault], dice.falls(rate) else { return false }
    note(fault)
    return true
  }

  mutating func note(_ fault: Fault) {
    strikes[fault, default: 0] += 1
    trace.note(now, "  fault: \(fault)")
  }

  private mutating func becomeCalm() {
    isCalm = true
    for program in programs.indices { programs[program].witness.calmSince = now }
    (server.refusesUntil, server.hangsUntil) = (nil, nil)
    server.broken = []
    if plan.dialect.label != nil {
      while server.ledger.lives.count < RunPlan.jobs { othersCreate() }
    }
    agenda.add(.look, at: now.advanced(by: .seconds(5)))
  }

  /// Ends the run when all has ended, and a little later nothing has changed that.
  private mutating func look() {
    let isSettled = isSettled
    if isSettled && wasSettled
      || now > (programs[0].witness.calmSince ?? now).advanced(by: Self.patience)
    {
      isOver = true
    }
    wasSettled = isSettled
    agenda.add(.look, at: now.advanced(by: .seconds(isSettled ? 20 : 5)))
  }

  /// Whether the server's one job has been over for as long as it may take to believe that: after half
  /// a minute of a breaker an error is asked for four times, each ten seconds.
  private var isLastEndConfirmed: Bool {
    guard plan.dialect.profile.hasOneJob, let life = server.life(of: .only) else { return true }
    return life.over.duration(to: now) > .seconds(90)
  }

  private var isSettled: Bool {
    server.knownLives.allSatisfy { $0.isOver(at: now) }
      && server.ledger.lives.count >= RunPlan.jobs && isLastEndConfirmed
      && programs.allSatisfy(\.isSettled)
  }
}
