import JobModel

/// Who is told of jobs that come to match a rule, the moment they do.
///
///     a job matches that did not before  →  told at once, together with all that come with it
///     more of them within two seconds    →  told together when these are over
struct Alerts: Hashable, Sendable {
  /// The rules of the configuration, then those that were typed.
  var rules: [AlertRule] { configured + typed }
  /// Those that were typed, which are remembered.
  private(set) var typed: [AlertRule] = []
  /// Those of the configuration.
  var configured: [AlertRule] = []
  /// When what could not be told at once is to be told.
  private(set) var due: Timestamp?
  private var told: Timestamp?
  /// What came to match and was not told, by rule.
  private var hits: [AlertRule: [RunID]] = [:]

  /// Who is told more often hears nothing.
  private static let pause: Duration = .seconds(2)
  /// The most jobs of one piece of news.
  private static let most = 1000

  /// Adds a rule; one that is there already stays as it is.
  mutating func add(_ rule: AlertRule) {
    if !rules.contains(rule) { typed.append(rule) }
  }

  /// Takes all rules away that were typed.
  mutating func removeAll() {
    typed = []
    hits = hits.filter { configured.contains($0.key) }
    if hits.isEmpty { due = nil }
  }

  /// Notes for which rules the change of a job is one that they wait for.
  mutating func note(_ job: Job, after before: Job, at now: Timestamp) {
    for rule in rules {
      // Each of several changes that come together is one from before all of them.
      guard rule.filter.matches(job, at: now), !rule.filter.matches(before, at: now),
        hits[rule, default: []].count < Self.most, hits[rule]?.contains(job.run) != true
      else { continue }
      hits[rule, default: []].append(job.run)
      due = due ?? max(now, told?.advanced(by: Alerts.pause) ?? now)
    }
  }

  /// What is to be told soon is to be told now.
  mutating func hurry(at now: Timestamp) {
    if due != nil { due = now }
  }

  /// What is to be told now, in the order of the rules.
  mutating func take(at now: Timestamp) -> [(rule: AlertRule, runs: [RunID])] {
    guard let due, due <= now else { return [] }
    defer { (self.due, told, hits) = (nil, now, [:]) }
    return rules.compactMap { rule in hits[rule].map { (rule, $0) } }
  }
}
