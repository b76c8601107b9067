import JobModel
import Screen

/// The rows of a table as a file.
struct RowExport {
  let state: DashboardState
  let now: Timestamp

  /// All fields, as the commands write them.
  var csv: String {
    let objects = members
    let names = objects.first?.map(\.name) ?? []
    let lines = objects.map { CSV.line($0.map(\.value), guardsFormulas: true) }
    return ([names.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  /// An array of the same objects, one a line.
  var json: String {
    "[\n" + members.map { JSON.object($0).description }.joined(separator: ",\n") + "\n]\n"
  }

  /// The columns that are on the screen.
  var markdown: String {
    let indices = state.columns.places.map(\.index)
    let titles = indices.map { JobColumn.all[$0].title }
    let rules = indices.map { JobColumn.all[$0].alignsRight ? "--:" : "---" }
    let rows = state.rowsToWrite.map { row -> [String] in
      let context = RowContext(
        job: row.job,
        link: nil,
        unchanged: state.statuses[row.job.server]?.unchanged,
        now: now,
        wasOverWhenFound: row.wasOverWhenFound,
        outlook: row.outlook(in: state.table.outlooks)
      )
      return indices.map { JobColumn.values[$0](context).words }
    }
    return ([titles, rules] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private var members: [[JSON.Member]] {
    state.rowsToWrite.compactMap { row in
      guard case .object(let members) = row.json else { return nil }
      return members
    }
  }
}

extension DashboardState {
  /// The marked rows, else all that pass the filter.
  var rowsToWrite: [JobRow] {
    marks.isEmpty ? table.passingRows : targets.compactMap { table.row(of: $0.run) }
  }
}

extension JobRow {
  /// What is known of the job, as the commands write it: its time is when that became known, whatever
  /// the server says of when it happened.
  var json: JSON { JobUpdate(time: known, source: source, job: job).json }

  /// When what stands here was heard of, or confirmed since.
  private var known: Timestamp {
    let times = [history.last?.heard, job.seen].compactMap(\.self)
    return times.max() ?? job.created
  }
}

extension ColumnValue {
  /// What Markdown would take for more than letters: markup, links, pictures, HTML (CommonMark, 2.4 and 6).
  private static let marks = Set("\\`*_~<>[]()|&!#")

  /// In a cell of a Markdown table, as it is read and nothing else.
  fileprivate var words: String {
    switch self {
    case .text(let text, _), .prose(let text, _):
      String(TextWidth.harmless(text).flatMap { Self.marks.contains($0) ? ["\\", $0] : [$0] })
    case .bar(let share, _): ShortText.percent(share).trimmed
    case .count(let count, let wrong): String(count) + (wrong > 0 ? " ✗\(wrong)" : "")
    }
  }
}
