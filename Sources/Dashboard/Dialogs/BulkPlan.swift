import JobModel

/// What an action on several jobs would do, before it does it.
struct BulkPlan: Sendable {
  let action: BulkAction
  /// The runs that were meant when it was opened; none comes to them later.
  let runs: [RunID]
  /// The runs that it is possible for, and how.
  let eligible: [(run: RunID, kind: PendingAction.Kind)]
  /// Why it is not for others, and for how many; the most first.
  let excluded: [(reason: String, count: Int)]
  /// What the first of the eligible are called.
  let names: [String]
  /// How many of the eligible ones the filter hides; where there are none, of all.
  let hiddenCount: Int
  /// The number, while it is typed.
  var input = TextInput()
  /// What was typed is another number.
  var isWrong = false
  /// The number became a larger one while it was typed.
  var hasChanged = false
  /// The number that must be typed, where there is one: once so, it stays so.
  ///
  /// Enter may be on its way. Who has agreed to that many has agreed to fewer, so that it only grows:
  /// where jobs end all the time, nobody could type it else.
  private(set) var number: Int?

  /// From more jobs than that on, the number of them must be typed.
  static let free = 20

  init(
    action: BulkAction,
    runs: [RunID],
    eligible: [(run: RunID, kind: PendingAction.Kind)],
    excluded: [(reason: String, count: Int)],
    names: [String],
    hiddenCount: Int
  ) {
    self.action = action
    self.runs = runs
    self.eligible = eligible
    self.excluded = excluded
    self.names = names
    self.hiddenCount = hiddenCount
    number = eligible.count > BulkPlan.free ? eligible.count : nil
  }

  var needsNumber: Bool { number != nil }

  /// Takes over what was typed for the same plan as it stood before.
  mutating func goOn(from earlier: BulkPlan) {
    if let before = earlier.number { number = max(before, eligible.count) }
    guard number != earlier.number else {
      (input, isWrong) = (earlier.input, earlier.isWrong)
      hasChanged = earlier.hasChanged
      return
    }
    hasChanged = needsNumber && (earlier.hasChanged || !earlier.input.text.isEmpty)
  }

  /// Whether Enter may send it.
  var isConfirmed: Bool {
    !eligible.isEmpty && (number.map { input.text.trimmed == String($0) } ?? true)
  }
}

/// What can be done to several jobs at once.
enum BulkAction: Hashable, Sendable {
  case cancel, retry

  /// As in `none can be cancelled`.
  var participle: String {
    switch self {
    case .cancel: "cancelled"
    case .retry: "run again"
    }
  }

  /// As in `Cancel 12 jobs`.
  var title: String {
    switch self {
    case .cancel: "Cancel"
    case .retry: "Retry"
    }
  }
}
