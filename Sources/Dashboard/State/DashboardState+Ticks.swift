import JobModel
import Screen

extension DashboardState {
  /// When the picture changes next although nothing happens; nothing where it never does.
  ///
  /// Send `.tick` then.
  package func nextTick(after now: Timestamp) -> Timestamp? {
    guard replay?.isPaused != true else { return table.searched.map { _ in now } }
    var instants: [Timestamp] = []
    if countdownInstant(at: now) == now {
      instants += actions.countdowns.map { $0.nextStep(after: now) }
      if let due = actions.nextDue { instants.append(due) }
      instants += batches.compactMap(\.due)
    }
    if let heldUntil { instants.append(heldUntil.nextStep(after: now)) }
    if let notice { instants.append(notice.until) }
    if let due = attendance.due, due > now { instants.append(due) }
    if let due = title.due { instants.append(due) }
    if let due = alerts.due { instants.append(due) }
    instants += statuses.values.compactMap { status in
      switch status.link {
      case .retrying(let instant, _, _), .limited(let instant):
        return instant > now ? instant.nextStep(after: now) : nil
      case .idle, .connecting, .push, .longPoll, .poll, .unanswered, .unauthorised:
        return status.failing.flatMap { $0.retryAt > now ? $0.retryAt.nextStep(after: now) : nil }
      }
    }
    instants += statuses.values.compactMap(\.silentSince).map { $0.nextAge(after: now) }
    if table.searched != nil { return now }
    if showsPassingTime || freeze != nil || table.filter.changesWithTime {
      instants.append(now.nextWholeSecond)
    }
    return instants.filter { $0 > now }.min() ?? (instants.isEmpty ? nil : now)
  }

  /// Whether a clock or an age is on the screen.
  private var showsPassingTime: Bool {
    if layout.showsClock || detail != nil { return true }
    let showsSeen = columns.places.contains { $0.column.title == "SEEN" }
    return visibleLines.contains { showsSeen || !table.row(at: $0).job.state.isFinal }
  }
}

extension Timestamp {
  /// Every age on the screen steps at whole seconds.
  fileprivate var nextWholeSecond: Timestamp {
    Timestamp(nanoseconds: (wholeSecond + 1) * 1_000_000_000)
  }

  /// When the time since this instant shows the next number.
  fileprivate func nextAge(after now: Timestamp) -> Timestamp {
    advanced(by: .seconds(duration(to: now).inSeconds.rounded(.down) + 1))
  }

  /// When a countdown to this instant shows the next number.
  fileprivate func nextStep(after now: Timestamp) -> Timestamp {
    let left = now.countdown(to: self)
    return left <= 1 ? self : advanced(by: .seconds(1 - left))
  }
}
