import JobModel

/// What was shown before, as steps that can be undone and done again.
///
///     steps   │ 14:02:07 │ 14:02:09 │ 14:02:12 │ 14:02:15 │
///                                   ▲ position: those before it are on the screen
///
/// Each step holds what it takes to undo it, and once undone what it takes to do it again, so a step
/// costs a row for each row that it changed, however large the table is.
struct Past: Sendable {
  private(set) var steps: [Step] = []
  /// How many steps are on the screen.
  private(set) var position = 0
  /// The instant that is shown; nothing while that is now.
  private(set) var instant: Timestamp?
  /// When what is kept begins.
  private(set) var begin: Timestamp?
  /// How many rows are kept; a recording that is played keeps all.
  var limit = Past.liveLimit
  private var rowCount = 0

  /// Some minutes of a busy table, and a few megabytes.
  static let liveLimit = 8_000

  struct Step: Sendable {
    let time: Timestamp
    var rows: [RowSwap]
    /// Statuses that come; of a server that had none before, the one that it has.
    var statuses: [ServerStatus]
    let isNews: Bool
  }

  mutating func note(_ step: Step) {
    if begin == nil { begin = step.time }
    steps.append(step)
    position = steps.count
    rowCount += step.size
    // In bulk: taking single steps from the front would move all others each time.
    guard rowCount > limit + limit / 4 else { return }
    var dropped = 0
    while rowCount > limit, dropped < steps.count {
      rowCount -= steps[dropped].size
      dropped += 1
    }
    begin = steps[dropped - 1].time
    steps.removeFirst(dropped)
    position = steps.count
  }

  /// The place before the news that were last.
  var placeBefore: Int? { steps[..<position].lastIndex { $0.isNews } }

  /// The place after the next news.
  var placeAfter: Int? { steps[position...].firstIndex { $0.isNews }.map { $0 + 1 } }

  /// The place at which everything up to an instant is on the screen.
  func place(at instant: Timestamp) -> Int {
    steps.firstIndex { $0.time > instant } ?? steps.count
  }

  /// Goes there; `swap` does what a step says, and makes of it what undoes that.
  mutating func move(to place: Int, showing instant: Timestamp?, swap: (inout Step) -> Void) {
    self.instant = instant
    while position > place {
      position -= 1
      steps[position].rows.reverse()
      swap(&steps[position])
    }
    while position < place {
      steps[position].rows.reverse()
      swap(&steps[position])
      position += 1
    }
  }
}

extension Past.Step {
  fileprivate var size: Int { rows.count + statuses.count }
}
