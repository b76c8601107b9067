import JobModel

/// After the machine has slept.
///
/// What looks open may be dead on its other side without a word, and the network may be another one:
/// all that was found out about the way to the server counts no longer, but what the server asked for
/// does.
extension JobWatcher {
  /// Goes on: push connections are opened anew, a server that was out of reach is tried again, and what
  /// is due is spread.
  mutating func resume(_ now: Timestamp) {
    wokeUp = now
    let wasAway = host.isAway
    host.resumed(at: now)
    if wasAway {
      sweep.networkMayBeBack(at: now)
      askAll(active.filter { entries[$0]?.failures ?? 0 > 0 }.sorted(), now)
    }
    spreadOverdue(now)
    if push.kind == .webhook {
      // What was posted meanwhile may not come again.
      renewal.serverCameBack(at: now)
      if push.isOpen { closeGap(.webhook, now) }
    } else {
      if let number = push.number { actions.append(.closePush(number)) }
      push.resumed(at: now)
    }
  }
}
