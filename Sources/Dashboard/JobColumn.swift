import JobModel
import Screen

/// A column of the table.
struct JobColumn: Sendable {
  let title: String
  /// One line for the help.
  let about: String
  /// Where room is scarce, the lowest go first; from `essential` on they take room from the title.
  let priority: Int
  let presence: ColumnPresence
  let alignsRight: Bool
  /// Whether the high end is the interesting one.
  let startsDescending: Bool
  /// What its order changes with beside what is told of single jobs.
  var ordersBy = OrderSource.jobs
  let width: @Sendable (TableMeasures) -> ColumnWidth
  let isEmpty: @Sendable (Job) -> Bool
  let key: @Sendable (JobRow, Outlooks) -> ColumnKey?
  let value: @Sendable (RowContext) -> ColumnValue

  static let essential = 70
  /// The most that progress and usual reasons take; what is wider than that is for a longer reason.
  static let usualReason = 36
  /// From there on a reason may be cut for what is to come, or it would come and move others.
  static let longReason = 64

  static func index(ofTitle title: String) -> Int {
    all.firstIndex { $0.title == title } ?? 0
  }

  // The parts of columns that are asked for every row or cell, without copying the rest.
  static let emptinessTests = all.map(\.isEmpty)
  static let values = all.map(\.value)

  /// The columns from left to right; a new one is one more of these.
  static let all: [JobColumn] = [
    JobColumn(
      title: "SERVER",
      about: "The short name of the server that has the job",
      priority: 61,
      presence: .withSeveralServers,
      alignsRight: false,
      startsDescending: false,
      width: { .fixed(min(max($0.widestServer, 6), 12)) },
      isEmpty: { _ in false },
      key: { row, _ in .text(row.job.server) },
      value: { .text($0.job.server, $0.serverRole) }
    ),
    JobColumn(
      title: "ID",
      about: "What the server calls the job",
      priority: 60,
      presence: .whenFilled,
      alignsRight: false,
      startsDescending: false,
      width: {
        let widest = $0.widestID
        return .stepped(minimum: min(widest, 8), full: min(widest, 12), whole: min(widest, 36))
      },
      isEmpty: { $0.jobID?.rawValue.isEmpty ?? true },
      key: { row, _ in row.job.jobID.map { .text($0.sortText) } },
      value: { .text($0.job.jobID?.rawValue ?? "", .faint) }
    ),
    JobColumn(
      title: "TITLE",
      about: "Its title, and its number among those made with it",
      priority: 90,
      presence: .whenFilled,
      alignsRight: false,
      startsDescending: false,
      // Beside a menu on the smallest screen it still fits.
      width: { .flexible(minimum: 10, comfortable: 15, longest: $0.widestTitle) },
      isEmpty: { !$0.hasLabel },
      key: { row, _ in row.job.hasLabel ? .text(row.job.label.countingSortText) : nil },
      // A row without a title is told from others by its id, where that has no column.
      value: { row in
        guard !row.showsID, !row.job.hasLabel else { return .text(row.job.label, .plain) }
        return .text(row.job.jobID?.rawValue ?? "", .faint)
      }
    ),
    JobColumn(
      title: "STATE",
      about: "How it stands; sorted: work, waiting, trouble, done",
      priority: 100,
      presence: .always,
      alignsRight: false,
      startsDescending: false,
      width: { .fixed($0.hasUnconfirmed ? 13 : 12) },
      isEmpty: { _ in false },
      key: { row, _ in .number(row.job.stateKey) },
      value: { .text($0.job.stateText, $0.job.isKnownWord ? $0.job.state.role : .attention) }
    ),
    JobColumn(
      title: "PROGRESS",
      about: "How far it is; for a job that failed, why",
      priority: 65,
      presence: .awaited,
      alignsRight: false,
      startsDescending: true,
      // Always of one width, or columns would jump with the first failure.
      width: { .growing(minimum: 8, comfortable: 14, maximum: max(usualReason, $0.widestReason)) },
      isEmpty: { $0.progress == nil && $0.reasonInTable == nil },
      key: { row, _ in row.job.progress.map { .number(Int64(($0 * 1e6).rounded())) } },
      value: { $0.job.progressValue }
    ),
    JobColumn(
      title: "TRY",
      about: "Which try the server reports; never our requests",
      priority: 58,
      presence: .whenFilled,
      alignsRight: true,
      startsDescending: true,
      width: { _ in .fixed(4) },
      isEmpty: { $0.attempt == nil },
      key: { row, _ in row.job.attempt.map { .number(Int64($0)) } },
      value: { .text($0.job.tryText, $0.job.attempt ?? 1 > 1 ? .attention : .faint) }
    ),
    JobColumn(
      title: "RETRIES",
      about: "How often we asked again; ✗ as a request had failed",
      // Always the same, or others would leave with the first number.
      priority: 57,
      presence: .always,
      alignsRight: true,
      startsDescending: true,
      // Four columns for the number and four for what went wrong, or columns would jump with the first
      // failure.
      width: { _ in .fixed(8) },
      isEmpty: { $0.retries == 0 },
      key: { row, _ in .number(Int64(row.job.retries)) },
      value: { .count($0.job.retries, wrong: $0.job.repeats) }
    ),
    JobColumn(
      title: "AGE",
      about: "Since its creation (≥ at least); work comes first",
      priority: 80,
      presence: .always,
      alignsRight: true,
      startsDescending: true,
      width: { _ in .fixed(6) },
      isEmpty: { _ in false },
      key: { row, _ in .number(row.job.ageKey) },
      value: { row in
        guard let age = row.ageText else { return .text("–", .faint) }
        return .text(age, .plain)
      }
    ),
    JobColumn(
      title: "ETA",
      about: "When it ends, by its peers; P97: slower than 97 %",
      priority: 59,
      presence: .withOutlooks,
      alignsRight: true,
      startsDescending: false,
      ordersBy: .outlooks,
      width: { _ in .fixed(8) },
      isEmpty: { !$0.state.isActive },
      // The latest for its kind on top; that order does not change as time passes.
      key: { row, outlooks in row.expectedEnd(by: outlooks).map { .number($0.nanoseconds) } },
      value: { $0.estimate?.value ?? .text("–", .faint) }
    ),
    JobColumn(
      title: "SEEN",
      about: "How long ago the server confirmed what stands here",
      priority: 62,
      presence: .whenFilled,
      alignsRight: true,
      startsDescending: true,
      ordersBy: .confirmations,
      width: { _ in .fixed(4) },
      isEmpty: { $0.confirmed == nil },
      key: { row, _ in row.job.confirmed.map { .number(~$0.nanoseconds) } },
      value: { row in
        .text(row.unseen.map(ShortText.coarseAge) ?? "–", row.isStale ? .attention : .faint)
      }
    ),
  ]
}

/// What the order of a column changes with beside what is told of single jobs.
enum OrderSource: Hashable, Sendable {
  /// With nothing else.
  case jobs
  /// With what a server's silence confirms of many jobs at once.
  case confirmations
  /// With how long jobs of a kind take.
  case outlooks
}
