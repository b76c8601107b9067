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
      acting = dice.number(0...programs.count - 1)
      crash(downtime)
    case .stop(let time):
      acting = dice.number(0...programs.count - 1)
      stop(time)
    case .sleep(let time): sleep(time)
    }
  }

  /// The program that acts does nothing more for so long, and does not know it.
  private mutating func stop(_ time: Duration) {
    guard client != nil, program.stoppedUntil == nil else { return }
    note(.stop)
    let end = now.advanced(by: time)
    program.stoppedUntil = end
    overseer.turns.stopped(acting)
    agenda.add(.goOn(epoch: epoch), at: end)
  }

  /// The program that acts goes on where it was stopped; one that was killed there does not.
  mutating func goOn(_ epoch: Int) {
    guard epoch == self.epoch, program.stoppedUntil != nil else { return }
    program.stoppedUntil = nil
    witness.wokeUp(now)
    overseer.turns.wentOn(acting, now)
  }

  /// The program that acts goes on after the machine slept.
  mutating func awake(_ epoch: Int) {
    guard epoch == self.epoch, client != nil else { return }
    tell(.resumed)
  }

  /// The machine sleeps: what was under way is broken when it wakes, but nobody may be told of that.
  private mutating func sleep(_ time: Duration) {
    guard programs.contains(where: { $0.client != nil }), asleepUntil == nil else { return }
    note(.sleep)
    let end = now.advanced(by: time)
    for program in programs where program.client != nil {
      agenda.add(.awoke(epoch: program.epoch), at: end)
    }
    for program in programs {
      for number in program.client?.pending.sorted() ?? [] {
        agenda.add(.noAnswer(epoch: program.epoch, number, .broken("the machine slept")), at: end)
      }
    }
    for line in lines.keys.sorted() {
      if dice.falls(0.5) {
        lines[line]?.isMute = true
        agenda.add(.silence(line), at: end.advanced(by: lines[line]?.idle ?? .zero))
      } else {
        agenda.add(.push(line, .ended(.broken("the machine slept"), code: nil)), at: end)
        lines[line] = nil
      }
    }
    asleepUntil = end
  }
}
