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
  /// The same, by which each of the first jobs can be found again.
  package let description: String

  /// So many jobs are named by server and id.
  private static let listed = 10

  /// Describes what has come to match.
  init(_ rule: AlertRule, rows: [JobRow]) {
    self.rule = rule.text
    target = rule.target
    jobs = rows.map(\.json)
    let ids = rows.map { $0.job.jobID?.rawValue ?? "" }
    let names = zip(rows, ids).map { row, id in
      row.job.hasLabel ? row.job.label : id.isEmpty ? row.job.server : id
    }
    if let row = rows.first, rows.count == 1 {
      let reason = row.job.reason.map { ": \($0)" } ?? ""
      summary = "\(names[0]) \(row.job.stateWord)\(reason)"
    } else {
      let listed = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
      summary = "\(rows.count) jobs match \(rule.text): \(listed)"
    }
    let places = zip(rows, ids).prefix(AlertNews.listed).map { row, id in
      id.isEmpty ? row.job.server : "\(row.job.server) \(id)"
    }
    let more = rows.count - places.count
    description =
      "\(summary) (\(places.joined(separator: ", "))\(more > 0 ? " and \(more) more" : ""))"
  }
}
