import HTTPTypes
import JobModel
import JobProfile
import TestSupport

/// A job server that speaks a dialect and makes no mistakes: those are made around it.
struct ModelServer: Sendable {
  let dialect: Dialect
  private(set) var ledger = Ledger()
  /// The life of each job that it knows.
  private(set) var known: [JobID: Int] = [:]
  /// The jobs that idempotency keys have made.
  private var keys: [String: Int] = [:]
  /// The next job gets that id: it was another one's before.
  private var nextID: JobID?
  /// How far its clock is ahead.
  var skew = Duration.zero
  /// Until then it wants no request.
  var refusesUntil: Timestamp?
  /// Until then it answers nothing.
  var hangsUntil: Timestamp?
  var quota: ModelQuota?
  /// Jobs that it fails on when it is asked about them.
  var broken: Set<JobID> = []
  /// Answers that do not change before the job does.
  private var cache: [Int: (state: JobState, skew: Duration, answer: WireAnswer)] = [:]

  init(dialect: Dialect) {
    self.dialect = dialect
    quota = dialect.profile.rateLimit.map { ModelQuota($0) }
  }

  var profile: Profile { dialect.profile }

  func life(of id: JobID) -> Life? { known[id].map { ledger[$0] } }

  /// The jobs that it knows, the oldest first.
  var knownLives: [Life] { known.values.sorted().map { ledger[$0] } }

  // MARK: Jobs

  /// Begins a life, with a script that the dice write.
  mutating func begin(
    label: String?,
    id chosen: JobID? = nil,
    at now: Timestamp,
    _ dice: inout Dice
  ) -> Life {
    let number = ledger.lives.count
    let id = chosen ?? nextID.take() ?? freshID(number)
    let waiting = dice.falls(0.1) ? Duration.zero : dice.seconds(0.1...6)
    let working = dice.falls(0.1) ? Duration.zero : dice.seconds(0.1...24)
    let starts = now.advanced(by: waiting)
    let life = Life(
      number: number,
      id: id,
      label: label,
      created: now,
      starts: starts,
      ends: starts.advanced(by: working),
      end: dice.falls(0.2) ? .failed : .completed
    )
    if let old = known[id] { ledger[old].forgotten = now }
    ledger.add(life)
    known[id] = number
    return life
  }

  private func freshID(_ number: Int) -> JobID {
    if dialect.label == nil { return .only }
    switch profile.simulation.ids {
    case .counter, .count: return JobID(String(number + 1))
    case .uuid:
      let digits = String(number + 1)
      let zeros = String(repeating: "0", count: 12 - digits.count)
      return JobID("00000000-0000-4000-8000-\(zeros)\(digits)")
    }
  }

  // MARK: Trouble

  mutating func forget(isWhole: Bool, at now: Timestamp, _ dice: inout Dice) {
    for (id, number) in known.sorted(by: { $0.value < $1.value }) {
      guard isWhole || dice.falls(0.5) else { continue }
      known[id] = nil
      ledger[number].forgotten = now
    }
    keys = keys.filter { known.values.contains($0.value) }
  }

  /// The next job gets the id of one that is over, or that the server no longer knows.
  mutating func reuseID(at now: Timestamp, _ dice: inout Dice) -> Bool {
    let free = ledger.lives.filter { life in
      ledger.lives(of: life.id).last?.number == life.number
        && (life.isOver(at: now) || known[life.id] == nil)
    }
    nextID = dice.pick(free)?.id
    return nextID != nil
  }

  mutating func cancel(_ number: Int, at now: Timestamp) {
    ledger[number].cancelled = now
  }
}

// What it answers.
extension ModelServer {
  /// What a request is answered, and the life that it began, if any.
  mutating func answer(
    _ route: Route,
    at now: Timestamp,
    _ dice: inout Dice
  ) -> (answer: WireAnswer, life: Life?) {
    let limit = route.operation.flatMap { quota?.count($0, at: now) }
    if let limit, limit.isExceeded {
      let values = limit.values(clock: skew)
      return (dated(profile.answer(.rateLimited, to: nil, jobs: [], values: values), now), nil)
    }
    var (answer, life) = undated(route, at: now, &dice)
    if let limit {
      answer.headers += profile.limitHeaders(values: limit.values(clock: skew))
    }
    return (dated(answer, now), life)
  }

  private func dated(_ answer: WireAnswer, _ now: Timestamp) -> WireAnswer {
    var answer = answer
    answer.headers[.date] = now.advanced(by: skew).httpDate
    return answer
  }

  private mutating func undated(
    _ route: Route,
    at now: Timestamp,
    _ dice: inout Dice
  ) -> (WireAnswer, Life?) {
    switch route {
    case .operation(.create, let values): return create(values, at: now, &dice)
    case .operation(.list, let values): return (list(values, at: now), nil)
    case .operation(.status, let values), .longPoll(let values):
      return (status(id(in: values), at: now), nil)
    case .operation(.cancel, let values): return (cancel(id(in: values), at: now), nil)
    default: return (profile.answer(.unknownPath, to: nil, jobs: [], values: [:]), nil)
    }
  }

  private func id(in values: [String: JSON]) -> JobID {
    values["id"]?.text.map { JobID($0) } ?? .only
  }

  private mutating func create(
    _ values: [String: JSON],
    at now: Timestamp,
    _ dice: inout Dice
  ) -> (WireAnswer, Life?) {
    let key = values["key"]?.text
    let chosen = profile.clientChoosesID ? values["id"]?.text.map { JobID($0) } : nil
    if let chosen, known[chosen] != nil {
      let id: [String: JSON] = ["id": .string(chosen.rawValue)]
      return (profile.answer(.exists, to: .create, jobs: [], values: id), nil)
    }
    var begun: Life?
    let life: Life
    if let known = key.flatMap({ keys[$0] }) {
      life = ledger[known]
    } else {
      life = begin(label: dialect.label(in: values, prefix: "input."), id: chosen, at: now, &dice)
      begun = life
    }
    if let key { keys[key] = life.number }
    let facts = facts(life, at: now)
    ledger.noteTold(life.state(at: now), of: life.id)
    return (profile.answer(.answer, to: .create, jobs: [facts], values: values), begun)
  }

  private mutating func status(_ id: JobID, at now: Timestamp) -> WireAnswer {
    guard let life = life(of: id) else {
      ledger.noteDenial(of: id)
      let values: [String: JSON] = ["id": .string(id.rawValue)]
      return profile.answer(.missing, to: .status, jobs: [], values: values)
    }
    let state = life.state(at: now)
    ledger.noteTold(state, of: id)
    if !state.isFinal { ledger.noteAlive(life.number) }
    if let cached = cache[life.number], cached.state == state, cached.skew == skew {
      return cached.answer
    }
    let answer = profile.answer(.answer, to: .status, jobs: [facts(life, at: now)], values: [:])
    cache[life.number] = (state, skew, answer)
    return answer
  }

  private mutating func cancel(_ id: JobID, at now: Timestamp) -> WireAnswer {
    let values: [String: JSON] = ["id": .string(id.rawValue), "reason": "it is over"]
    guard let life = life(of: id) else {
      ledger.noteDenial(of: id)
      return profile.answer(.missing, to: .cancel, jobs: [], values: values)
    }
    guard !life.isOver(at: now) else {
      return profile.answer(.refused, to: .cancel, jobs: [facts(life, at: now)], values: values)
    }
    cancel(life.number, at: now)
    return profile.answer(
      .answer,
      to: .cancel,
      jobs: [facts(self.ledger[life.number], at: now)],
      values: values
    )
  }

  private mutating func list(_ values: [String: JSON], at now: Timestamp) -> WireAnswer {
    let lives = knownLives
    let start = values["next"]?.integer ?? 0
    let limit = profile.listIsPaged ? min(values["limit"]?.integer ?? 8, 8) : lives.count
    let page = lives.dropFirst(start).prefix(limit)
    if profile.listHasState {
      for life in page { ledger.noteTold(life.state(at: now), of: life.id) }
    }
    var further: [String: JSON] = [:]
    if start + page.count < lives.count {
      further["next"] = profile.next(cursor: start + page.count)
    }
    let facts = page.map { self.facts($0, at: now) }
    return profile.answer(.answer, to: .list, jobs: facts, values: further)
  }

  func facts(_ life: Life, at now: Timestamp) -> JobFacts {
    life.facts(at: now, clock: skew)
  }
}

extension Route {
  /// The operation that it is, held or not.
  var operation: JobOperation? {
    switch self {
    case .operation(let operation, _): operation
    case .longPoll: .status
    default: nil
    }
  }
}

extension Optional {
  fileprivate mutating func take() -> Wrapped? {
    defer { self = nil }
    return self
  }
}
