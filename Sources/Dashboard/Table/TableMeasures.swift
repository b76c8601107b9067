import JobModel
import Screen

/// What the widths of columns depend on, kept as rows come and change.
struct TableMeasures: Sendable {
  /// How many rows have something in each column.
  private var filled = [Int](repeating: 0, count: JobColumn.all.count)
  /// The columns that had something to say of some row since the view began: what was once there
  /// stays, or columns would move whenever the only job that fills one ends.
  private var everFilled = ColumnSet(rawValue: 0)
  /// The widest identifier so far; it does not shrink, so that columns stay where they are.
  private(set) var widestID = 2
  /// The widest title so far, in steps of eight columns, so that a longer one seldom moves others.
  private(set) var widestTitle = 16
  /// The widest reason so far, in the same steps.
  private(set) var widestReason = 0
  /// Rows of which nobody knows whether they exist, which takes the longest word of a state, and
  /// whether there were any since the view began.
  private var unconfirmed = 0
  private(set) var hasUnconfirmed = false
  /// The widest name of a server, and how many there are.
  var widestServer = 0
  var servers = 0
  /// Something is known of how long jobs take.
  var hasOutlooks = false

  /// Whether there are rows, and none of them has an id or a title.
  var lacksNames: Bool {
    filled[Self.state] > 0 && Self.names.allSatisfy { filled[$0] == 0 }
  }

  /// Whether a column has said something of some row since the view began.
  func isFilled(_ index: Int) -> Bool { everFilled.contains(column: index) }

  /// Another view begins: columns that say nothing of any row hide, and room that nothing takes is free.
  mutating func beginView() {
    everFilled = ColumnSet(filled.indices.filter { filled[$0] > 0 })
    hasUnconfirmed = unconfirmed > 0
  }

  private static let state = JobColumn.index(ofTitle: "STATE")
  private static let names = [JobColumn.index(ofTitle: "ID"), JobColumn.index(ofTitle: "TITLE")]

  mutating func add(_ row: JobRow) {
    count(row, by: 1)
    everFilled.formUnion(row.columns)
    if unconfirmed > 0 { hasUnconfirmed = true }
    let title = row.job.label
    if title.utf8.count > widestTitle, widestTitle < Self.longestTitle {
      let columns = (TextWidth.columns(of: title) + 7) / 8 * 8
      widestTitle = max(widestTitle, min(columns, Self.longestTitle))
    }
    if let reason = row.job.reason, reason.utf8.count > widestReason,
      widestReason < Self.longestReason
    {
      let columns = (TextWidth.columns(of: String(reason.prefix(Self.longestReason))) + 7) / 8 * 8
      widestReason = max(widestReason, min(columns, Self.longestReason))
    }
    guard let id = row.job.jobID?.rawValue else { return }
    // Bytes are never fewer than columns, so most identifiers need not be measured.
    if id.utf8.count > widestID { widestID = max(widestID, TextWidth.columns(of: id)) }
  }

  /// Beyond that a title is a text, and the details show it.
  private static let longestTitle = 120

  private static let longestReason = 160

  mutating func remove(_ row: JobRow) {
    count(row, by: -1)
  }

  private mutating func count(_ row: JobRow, by step: Int) {
    for index in filled.indices where row.columns.contains(column: index) {
      filled[index] += step
    }
    if row.job.state == .unconfirmed { unconfirmed += step }
  }
}
