import JobModel

extension DashboardState {
  /// Adds a rule, tells them, or drops all that were typed: `:notify FILTER [-> TARGET]`, `:notify`,
  /// `:notify -`.
  mutating func notify(_ words: [String], at now: Timestamp) {
    let (text, words) = AlertRule.parts(of: words)
    guard let target = AlertTarget(words) else {
      let name = words.joined(separator: " ")
      let known =
        "bell, desktop, webhook URL and run COMMAND are, as in :notify state:failed -> desktop"
      notice = .trouble("There is no target “\(name)”; \(known)", at: now)
      return
    }
    guard !text.isEmpty else { return tellAlerts(at: now) }
    guard text != "-" else {
      alerts.removeAll()
      let words =
        alerts.rules.isEmpty ? "Nobody is told any more." : "Only the configuration's are left."
      notice = .news(words, at: now)
      return
    }
    do throws(FilterMistake) {
      alerts.add(try AlertRule(text, target: target))
      let verb =
        switch target {
        case .bell: "rings"
        case .desktop, .webhook: "is told"
        case .run: "runs"
        }
      notice = .news("\(target.name) \(verb) when a job comes to match /\(text)", at: now)
    } catch {
      notice = .trouble(error.sentence, at: now)
    }
  }

  private mutating func tellAlerts(at now: Timestamp) {
    let rules = alerts.rules.map { "/\($0.text) → \($0.target.words)" }.joined(separator: ", ")
    let words =
      rules.isEmpty
      ? "No job rings the bell yet; :notify state:failed makes those that fail."
      : "\(rules); :notify - drops what was typed."
    notice = .news(words, at: now)
  }

  /// Takes the rules of the configuration.
  package mutating func setAlerts(_ rules: [AlertRule]) {
    alerts.configured = rules
  }

  /// Looks for what a rule waits for among changes; a job that was not known before is no change.
  mutating func watchAlerts(_ swaps: [RowSwap], at now: Timestamp) {
    guard !alerts.rules.isEmpty else { return }
    for swap in swaps {
      guard let before = swap.row?.job, let run = swap.run, let job = table.row(of: run)?.job
      else { continue }
      alerts.note(job, after: before, at: now)
    }
  }

  /// What would have been told within the next seconds, by who leaves before.
  package mutating func lastAlerts(at now: Timestamp) -> [DashboardEffect] {
    alerts.hurry(at: now)
    return ringing(at: now)
  }

  /// What is to be told now; the bell once, whatever it rings for.
  mutating func ringing(at now: Timestamp) -> [DashboardEffect] {
    let news = alerts.take(at: now)
    let bells: [DashboardEffect] = news.contains { $0.rule.target == .bell } ? [.ring] : []
    return bells
      + news.compactMap { rule, runs in
        let rows = runs.compactMap { table.row(of: $0) }
        guard rule.target != .bell, !rows.isEmpty else { return nil }
        return .notify(AlertNews(rule, rows: rows))
      }
  }
}
