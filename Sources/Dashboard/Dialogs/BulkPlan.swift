import JobModel

/// What an action on several jobs would do, before it does it.
struct BulkPlan: Sendable {
  let action: BulkAction
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

  /// From more jobs than that on, the number of them must be typed.
  static let free = 20

  var needsNumber: Bool { eligible.count > BulkPlan.free }

  /// Whether Enter may send it.
  var isConfirmed: Bool {
    !eligible.isEmpty && (!needsNumber || input.text.trimmed == String(eligible.count))
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
