import JobModel

/// What happens at the server by itself.
extension World {
  /// Somebody else makes a job.
  mutating func othersCreate() {
    let life = server.begin(label: nil, at: now, &dice)
    follow(life)
  }

  /// Arranges for what will become of a life.
  mutating func follow(_ life: Life) {
    trace.note(now, "  life \(life.number) of \(life.id.rawValue), ends as \(life.end)")
    tellChange(of: life)
    if let next = life.nextChange(after: now) { agenda.add(.change(life: life.number), at: next) }
  }

  /// A job has come to its next state.
  mutating func change(_ number: Int) {
    let life = server.ledger[number]
    guard life.forgotten == nil, life.cancelled == nil else { return }
    tellChange(of: life)
    if let next = life.nextChange(after: now) { agenda.add(.change(life: number), at: next) }
  }

  /// The one job of the server begins anew, after the end of its life before.
  mutating func rebirth() {
    if let last = server.life(of: .only), !last.isOver(at: now) {
      return agenda.add(.rebirth, at: last.over.advanced(by: dice.seconds(0.5...30)))
    }
    let life = server.begin(label: nil, at: now, &dice)
    follow(life)
    guard server.ledger.lives.count < RunPlan.jobs || !isCalm else { return }
    agenda.add(.rebirth, at: life.over.advanced(by: dice.seconds(0.5...15)))
  }
}
