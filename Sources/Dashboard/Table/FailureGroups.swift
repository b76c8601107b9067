import JobModel

/// Which rows failed with equal texts, kept as rows come and change.
///
/// A group goes by a number; rows know theirs by plain integers, so that collapsing costs two passes
/// over these.
struct FailureGroups: Sendable {
  /// Rows of one group are one line.
  var isCollapsing = false
  /// Groups whose rows are shown below their line.
  var expanded: Set<Int32> = []
  /// What each group's jobs failed of: as it was told while all told the same, else folded.
  private(set) var texts: [String] = []

  private var numbers: [String: Int32] = [:]
  /// Groups of texts as they were told: most are told again and again.
  private var known: [String: Int32] = [:]
  /// The group of each row by its place; `none` for one that has not failed.
  private var ofRow: [Int32] = []

  static let none: Int32 = -1
  /// What stands for the error of jobs that failed without one.
  static let noReason = "no reason given"
  private static let mostKnown = 2_000

  subscript(row: Int) -> Int32 { ofRow[row] }

  /// The group of a failed job; nothing for any other.
  mutating func group(of job: Job) -> Int32? {
    guard job.state == .failed || job.state == .refused || job.state == .lost else { return nil }
    let reason = job.reason ?? ""
    if let group = known[reason] { return group }
    let folded = FailureText.folded(reason)
    let group = numbers[folded] ?? Int32(texts.count)
    if group == texts.count {
      numbers[folded] = group
      texts.append(folded.isEmpty ? Self.noReason : Self.isLine(reason) ? reason : folded)
    } else if texts[Int(group)] != reason, !folded.isEmpty {
      texts[Int(group)] = folded
    }
    if known.count == Self.mostKnown { known = [:] }
    known[reason] = group
    return group
  }

  /// Whether a reason can stand in a line as it is.
  private static func isLine(_ reason: String) -> Bool {
    reason.utf8.count <= 200 && !reason.contains(where: \.isNewline)
  }

  mutating func append(_ job: Job) {
    ofRow.append(group(of: job) ?? Self.none)
  }

  mutating func set(_ job: Job, at place: Int) {
    ofRow[place] = group(of: job) ?? Self.none
  }

  /// Puts stand-ins in the place of what others may not see.
  mutating func redact(by redaction: Redaction) {
    texts = texts.map { redaction.reason($0) }
  }

  /// Fills a row's place with the last one, which goes.
  mutating func replaceWithLast(_ place: Int) {
    ofRow.swapAt(place, ofRow.count - 1)
    ofRow.removeLast()
  }

  /// The lines for rows in their order: of several with one group a line of the group, encoded as a
  /// negative number, and behind it the rows only where it is expanded.
  func lines(for rows: [Int32]) -> [Int32] {
    var counts = [Int32](repeating: 0, count: texts.count)
    for row in rows where ofRow[Int(row)] >= 0 { counts[Int(ofRow[Int(row)])] += 1 }
    var isOpened = [Bool](repeating: false, count: texts.count)
    var lines: [Int32] = []
    lines.reserveCapacity(rows.count)
    for row in rows {
      let group = Int(ofRow[Int(row)])
      guard group >= 0, counts[group] > 1 else {
        lines.append(row)
        continue
      }
      guard !isOpened[group] else { continue }
      isOpened[group] = true
      lines.append(Self.line(of: Int32(group)))
      guard expanded.contains(Int32(group)) else { continue }
      lines += rows.filter { ofRow[Int($0)] == Int32(group) }
    }
    return lines
  }

  /// The line of a group.
  static func line(of group: Int32) -> Int32 { -2 - group }

  /// The group whose line that is; nothing for a row.
  static func group(ofLine line: Int32) -> Int32? { line < 0 ? -2 - line : nil }
}
