import JobModel

extension DashboardState {
  /// Adds a rule, tells them, or drops all: `:notify FILTER`, `:notify`, `:notify -`.
  mutating func notify(_ words: [String], at now: Timestamp) {
    // Written as in the manual, with what it does behind an arrow.
    let parts = words.split { $0 == "→" || $0 == "->" }.map(Array.init)
    let text = (parts.first ?? []).joined(separator: " ")
    let target = parts.dropFirst().joined().joined(separator: " ")
    guard target.isEmpty || target == "bell" else {
      let advice = "without one the bell rings, as in :notify \(text)"
      notice = .trouble("There is no target “\(target)”; \(advice)", at: now)
      return
    }
    guard !text.isEmpty else { return tellAlerts(at: now) }
    guard text != "-" else {
      alerts.removeAll()
      notice = .news("No job rings the bell any more.", at: now)
      return
    }
    do throws(FilterMistake) {
      alerts.add(try AlertRule(text))
      notice = .news("The bell rings when a job comes to match /\(text)", at: now)
    } catch {
      notice = .trouble(error.sentence, at: now)
    }
  }

  private mutating func tellAlerts(at now: Timestamp) {
    let rules = alerts.rules.map { "/" + $0.text }.joined(separator: ", ")
    let words =
      rules.isEmpty
      ? "No job rings the bell yet; :notify state:failed makes those that fail."
      : "The bell rings for \(rules); :notify - drops that."
    notice = .news(words, at: now)
  }

  /// Looks for what a rule waits for among changes; a job that was not known before is no change.
  mutating func watchAlerts(_ swaps: [RowSwap], at now: Timestamp) {
    guard !alerts.rules.isEmpty else { return }
    let isHit = swaps.contains { swap in
      guard let before = swap.row?.job, let run = swap.run, let job = table.row(of: run)?.job
      else { return false }
      return alerts.wait(for: job, after: before, at: now)
    }
    if isHit { alerts.note(at: now) }
  }

  /// The bell, where it is time.
  mutating func ringing(at now: Timestamp) -> [DashboardEffect] {
    alerts.ring(at: now) ? [.ring] : []
  }
}
