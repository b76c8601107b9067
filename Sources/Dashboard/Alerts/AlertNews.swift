import JobModel

/// Jobs that have come to match a rule together, for whoever is to be told of it.
package struct AlertNews: Hashable, Sendable {
  /// The filter of the rule.
  package let rule: String
  /// Who is told.
  package let target: AlertTarget
  /// What is known of each job, as the commands write it.
  package let jobs: [JSON]
  /// One line about them all.
  package let summary: String

  /// Describes what has come to match.
  init(_ rule: AlertRule, rows: [JobRow]) {
    self.rule = rule.text
    target = rule.target
    jobs = rows.map(\.json)
    let names = rows.map { row in row.job.label }
    if let row = rows.first, rows.count == 1 {
      let reason = row.job.reason.map { ": \($0)" } ?? ""
      summary = "\(names[0]) \(row.job.stateWord)\(reason)"
    } else {
      let listed = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
      summary = "\(rows.count) jobs match \(rule.text): \(listed)"
    }
  }
}
