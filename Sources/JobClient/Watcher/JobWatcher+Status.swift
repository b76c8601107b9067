import JobModel
import JobProfile

/// How we stand with the server.
extension JobWatcher {
  /// Tells how we stand with the server, where that has changed.
  mutating func reportStatus(_ now: Timestamp) {
    let link = link(now)
    let silence = isAsking ? silence(now) : silence(now) ?? statusOfAsker?.silentSince
    let status = ServerStatus(
      server: server,
      link: link,
      seen: nil,
      dropped: dropped,
      isListCapped: sweep.isCapped || statusOfAsker?.isListCapped ?? false,
      unchanged: isAsking ? sweep.unchanged : statusOfAsker?.unchanged,
      failing: isAsking ? failing(now) : statusOfAsker?.failing,
      silentSince: link.saysNothingWrong ? silence : nil
    )
    guard status != lastStatus else { return }
    lastStatus = status
    var told = status
    told.seen = [host.seen, statusOfAsker?.seen].compactMap(\.self).max()
    toldStatus = told
    actions.append(.reportStatus(told))
  }

  private var dropped: ServerStatus.Dropped {
    var dropped = statusOfAsker?.dropped ?? ServerStatus.Dropped()
    dropped.messages += push.dropped
    dropped.posts += push.unsigned
    dropped.jobs += sweep.unnamed
    return dropped
  }

  private mutating func link(_ now: Timestamp) -> ServerStatus.Link {
    if case .unauthorised(_, let code, let reason)? = host.refusal {
      return .unauthorised(reason: "\(code)" + (reason.map { " \($0)" } ?? ""))
    }
    if let statusOfAsker, host.failure == nil || !hasSomethingToAsk { return statusOfAsker.link }
    if let failure = host.failure, let until = host.heldUntil, hasSomethingToAsk {
      return .retrying(at: until, failures: host.failures, because: failure)
    }
    if let until = budget.spentUntil, hasSomethingToAsk {
      return .limited(until: until)
    }
    if let silence = host.silence, !hasSomethingToAsk {
      return .unanswered(at: silence.at, because: silence.failure)
    }
    if push.isOpen { return .push(delay: push.delay) }
    if heldCount > 0 || push.holds && !active.isEmpty { return .longPoll }
    guard host.seen != nil else {
      return inFlight.isEmpty && push.number == nil ? .idle : .connecting
    }
    guard !active.isEmpty else {
      // Its list is asked for all the same, for what others make.
      guard sweep.isWanted, let gap = sweep.gap else { return .idle }
      return .poll(every: gap.inHalfSeconds)
    }
    return .poll(every: shortestInterval(now))
  }

  /// Whether a request is on its way or will be sent by itself.
  private var hasSomethingToAsk: Bool {
    !outbox.isEmpty || !inFlight.isEmpty || asksItself
  }

  private var asksItself: Bool {
    guard isAsking else {
      return !awaitedAnew.isEmpty || active.contains { entries[$0]?.asksItself ?? false }
    }
    return !active.isEmpty || sweep.due != nil || push.reopens != nil
  }

  /// The shortest planned time between two requests for one job, looked up once a second.
  private mutating func shortestInterval(_ now: Timestamp) -> Duration {
    if sweep.isServing, let gap = sweep.gap { return gap.inHalfSeconds }
    if let known = polledEvery, known.at.duration(to: now) < .seconds(1) { return known.interval }
    // A job that is denied is promised nothing, which is no time between two requests.
    let promised = active.compactMap { entries[$0]?.job.interval }.filter { $0 > .zero }
    let shortest = promised.min() ?? .seconds(1)
    polledEvery = (shortest.inHalfSeconds, now)
    return shortest.inHalfSeconds
  }
}

extension Duration {
  /// Rounded to half a second, and no less.
  fileprivate var inHalfSeconds: Duration {
    .milliseconds(max(1, Int((inSeconds * 2).rounded())) * 500)
  }
}
