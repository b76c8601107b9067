import JobClient
import JobModel
import JobProfile

/// Faults that strike at one instant.
extension World {
  mutating func strike(_ trouble: Trouble) {
    guard !isCalm else { return }
    switch trouble {
    case .throttle(let time):
      note(.throttle)
      server.refusesUntil = now.advanced(by: time)
    case .hang(let time):
      note(.hang)
      server.hangsUntil = now.advanced(by: time)
    case .amnesia(let isWhole):
      note(.amnesia)
      server.forget(isWhole: isWhole, at: now, &dice)
      if dice.falls(0.5) { cutLines() }
    case .idReuse:
      guard plan.dialect.label != nil, server.reuseID(at: now, &dice) else { return }
      note(.idReuse)
      if plan.dialect.profile.clientChoosesID || dice.falls(0.5) { othersCreate() }
    case .brokenJobs:
      let lives = server.knownLives.filter { !$0.isOver(at: now) && dice.falls(0.7) }
      guard !lives.isEmpty else { return }
      note(.brokenJobs)
      server.broken.formUnion(lives.map(\.id))
    case .clockSkew(let skew):
      note(.clockSkew)
      server.skew = skew
    case .mute: mute()
    case .cutLines:
      guard !lines.isEmpty else { return }
      note(.cut)
      cutLines()
    case .restart(let downtime):
      note(.restart)
      crash(downtime)
    case .sleep(let time): sleep(time)
    }
  }

  /// The machine sleeps: what was under way is broken when it wakes.
  private mutating func sleep(_ time: Duration) {
    guard let client, asleepUntil == nil else { return }
    note(.sleep)
    let end = now.advanced(by: time)
    for number in client.pending.sorted() {
      agenda.add(.noAnswer(epoch: epoch, number, .broken("the machine slept")), at: end)
    }
    for line in lines.keys.sorted() {
      agenda.add(.push(line, .ended(.broken("the machine slept"), code: nil)), at: end)
      lines[line] = nil
    }
    asleepUntil = end
  }
}
