import JobModel

/// What rings the bell: jobs that come to match a rule, the moment they do.
///
///     a job matches that did not before  →  the bell, once for all that come together
///     more of them within two seconds    →  once more when these are over
struct Alerts: Hashable, Sendable {
  private(set) var rules: [AlertRule] = []
  /// When the bell is to ring for what could not ring at once.
  private(set) var due: Timestamp?
  private var rang: Timestamp?

  /// A bell that rings more often says nothing.
  private static let pause: Duration = .seconds(2)

  /// Adds a rule; one that is there already stays as it is.
  mutating func add(_ rule: AlertRule) {
    if !rules.contains(rule) { rules.append(rule) }
  }

  /// Takes all rules away.
  mutating func removeAll() {
    self = Alerts()
  }

  /// Whether the change of a job is one that a rule waits for.
  func wait(for job: Job, after before: Job, at now: Timestamp) -> Bool {
    rules.contains { $0.filter.matches(job, at: now) && !$0.filter.matches(before, at: now) }
  }

  /// Notes that something came to match.
  mutating func note(at now: Timestamp) {
    due = due ?? max(now, rang?.advanced(by: Alerts.pause) ?? now)
  }

  /// Whether it is time to ring.
  mutating func ring(at now: Timestamp) -> Bool {
    guard let due, due <= now else { return false }
    (self.due, rang) = (nil, now)
    return true
  }
}

/// A filter, and what happens when a job comes to match it.
struct AlertRule: Hashable, Sendable {
  /// The filter as it was typed.
  let text: String
  let filter: Filter

  /// Reads a filter.
  init(_ text: String) throws(FilterMistake) {
    self.text = text
    filter = try Filter(text)
  }

  static func == (one: AlertRule, other: AlertRule) -> Bool { one.text == other.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
