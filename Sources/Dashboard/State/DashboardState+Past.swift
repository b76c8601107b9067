import JobModel

/// A step through what was.
enum Journey: Hashable, Sendable {
  case changeBack, changeForward, minuteBack, minuteForward, now
}

extension DashboardState {
  /// Whether the screen shows an earlier instant.
  var isRewound: Bool { past.instant != nil }

  /// Has what changes from now on noted, all of it: for a recording that is played.
  package mutating func keepWholePast() { past.limit = .max / 2 }

  mutating func travel(_ journey: Journey, at now: Timestamp) {
    let shown = shownInstant(at: now)
    switch journey {
    case .changeBack:
      guard let place = past.placeBefore else { return tellBegin(at: now) }
      go(to: place, showing: past.steps[place].time.advanced(by: .milliseconds(-1)), at: now)
    case .changeForward:
      guard isRewound else { return tellEnd(at: now) }
      guard let place = past.placeAfter else { return returnToNow(at: now) }
      go(to: place, showing: past.steps[place - 1].time, at: now)
    case .minuteBack:
      guard let begin = past.begin, begin < shown else { return tellBegin(at: now) }
      let wanted = max(begin, shown.advanced(by: .seconds(-60)))
      go(to: past.place(at: wanted), showing: wanted, at: now)
    case .minuteForward:
      let wanted = shown.advanced(by: .seconds(60))
      guard isRewound else { return tellEnd(at: now) }
      guard wanted < freeze?.since ?? now else { return returnToNow(at: now) }
      go(to: past.place(at: wanted), showing: wanted, at: now)
    case .now:
      returnToNow(at: now)
    }
  }

  /// Goes on with all that has come meanwhile.
  mutating func returnToNow(at now: Timestamp) {
    guard isRewound else { return }
    notice = nil
    move(to: past.steps.count, showing: nil)
    if freeze != nil, replay?.hasEnded != true { toggleFreeze(at: now) }
  }

  /// What came while the screen stood still becomes as many steps as it would have been.
  mutating func takeWaiting(_ updates: [JobUpdate], at now: Timestamp) {
    var rest = updates[...]
    while let first = rest.first {
      let end = first.time.advanced(by: .milliseconds(100))
      let batch = rest.prefix { $0.time < end && $0.time >= first.time }
      take(Array(batch), at: min(now, batch.last?.time ?? now))
      rest = rest.dropFirst(batch.count)
    }
  }

  /// Notes a status, and the one that it takes the place of.
  mutating func take(_ status: ServerStatus, at now: Timestamp) {
    explain(status, after: statuses[status.server], at: now)
    let before = statuses[status.server] ?? status
    statuses[status.server] = status
    past.note(Past.Step(time: now, rows: [], statuses: [before], isNews: false))
    if let unchanged = status.unchanged, unchanged != before.unchanged {
      table.confirm(by: unchanged, of: status.server)
    }
  }

  mutating func refuseInThePast(at now: Timestamp) {
    notice = .news("This is how it was: End returns to now, where jobs can be changed.", at: now)
  }

  private mutating func go(to place: Int, showing instant: Timestamp, at now: Timestamp) {
    if freeze == nil { freeze = Freeze(since: now) }
    move(to: place, showing: instant)
  }

  private mutating func move(to place: Int, showing instant: Timestamp?) {
    var table = table
    var statuses = statuses
    self.table = JobTable()
    past.move(to: place, showing: instant) { step in
      table.exchange(&step.rows)
      for index in step.statuses.indices {
        let server = step.statuses[index].server
        let before = statuses[server] ?? step.statuses[index]
        statuses[server] = step.statuses[index]
        step.statuses[index] = before
      }
    }
    self.table = table
    self.statuses = statuses
  }

  /// There is nothing further on than what is on the screen.
  private mutating func tellEnd(at now: Timestamp) {
    guard replay?.hasEnded != true else {
      notice = .news("The recording ends here.", at: now)
      return
    }
    let still = "Nothing later is shown: \(keys.name(of: .freeze)) goes on."
    notice = .news(freeze == nil ? "This is now." : still, at: now)
  }

  private mutating func tellBegin(at now: Timestamp) {
    guard let begin = past.begin else { return }
    let clock = ShortText.clock(begin, utcOffset: utcOffset)
    notice = .news("Nothing before \(clock) is kept.", at: now)
  }
}
