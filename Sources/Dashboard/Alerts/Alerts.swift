import JobModel
import OrderedCollections

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
  private var hits: [AlertRule: OrderedSet<RunID>] = [:]

  /// Who is told more often hears nothing.
  private static let pause: Duration = .seconds(2)
  /// The most jobs of one piece of news; more come in several.
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
        hits[rule, default: []].append(job.run).inserted
      else { continue }
      due = due ?? max(now, told?.advanced(by: Alerts.pause) ?? now)
    }
  }

  /// What is to be told soon is to be told now.
  mutating func hurry(at now: Timestamp) {
    if due != nil { due = now }
  }

  /// What is to be told now, in the order of the rules, many jobs of one in several pieces.
  mutating func take(at now: Timestamp) -> [(rule: AlertRule, runs: [RunID])] {
    guard let due, due <= now else { return [] }
    defer { (self.due, told, hits) = (nil, now, [:]) }
    return rules.flatMap { rule in
      let runs = hits[rule] ?? []
      // A notification is one line, however many jobs it is about.
      let size = rule.target == .desktop ? max(1, runs.count) : Self.most
      return stride(from: 0, to: runs.count, by: size).map { first in
        (rule, Array(runs[first..<min(first + size, runs.count)]))
      }
    }
  }
}
