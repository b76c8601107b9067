import JobModel

/// Who is told what, and when.
///
/// ```
/// news ──┬──► a screen, at once
///        └──► everybody else ──┐
/// replies ─────────────────────┴──► when all that was noted down before is kept
/// ```
extension WatcherDriver {
  /// Tells what was learned.
  func tellNews(_ state: inout State) {
    guard !state.news.isEmpty else { return }
    var isAwaited = false
    for subscription in state.subscriptions.values {
      if subscription.waitsForJournal {
        isAwaited = true
      } else {
        subscription.yield(state.news)
      }
    }
    // A screen alone leaves nothing to be held.
    if isAwaited { state.untold.add(.news(state.news)) }
    state.news = []
  }

  /// Tells what is kept now, or what the journal would not take: that was warned of.
  func tell(_ kept: [Untold.Item], _ state: inout State) {
    for item in kept {
      switch item {
      case .news(let news):
        for subscription in state.subscriptions.values where subscription.waitsForJournal {
          subscription.yield(news)
        }
      case .reply(let ticket, let reply):
        state.callers.removeValue(forKey: ticket)?.resume(returning: reply)
      }
    }
  }
}
