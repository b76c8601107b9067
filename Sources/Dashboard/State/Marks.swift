import JobModel

/// The rows that the next action is about, where it is not about the cursor's alone.
struct Marks: Hashable, Sendable {
  private(set) var runs: Set<RunID> = []
  /// Where a range began, and what was marked before it.
  private var range: Range?

  private struct Range: Hashable, Sendable {
    var anchor: RunID
    let before: Set<RunID>
  }

  var isEmpty: Bool { runs.isEmpty }

  var count: Int { runs.count }

  var isRange: Bool { range != nil }

  /// Where the range began.
  var anchor: RunID? { range?.anchor }

  func contains(_ run: RunID) -> Bool { runs.contains(run) }

  mutating func toggle(_ run: RunID) {
    if runs.remove(run) == nil { runs.insert(run) }
  }

  /// Marks them all; where all are marked already, none of them.
  mutating func toggleAll(_ all: [RunID]) {
    range = nil
    if all.allSatisfy({ runs.contains($0) }) {
      runs.subtract(all)
    } else {
      runs.formUnion(all)
    }
  }

  /// Marks them beside what is marked.
  mutating func add(_ more: [RunID]) {
    runs.formUnion(more)
  }

  mutating func beginRange(at run: RunID) {
    range = Range(anchor: run, before: runs)
    runs.insert(run)
  }

  /// The range reaches over these runs now.
  mutating func extendRange(over between: some Sequence<RunID>) {
    guard let range else { return }
    runs = range.before.union(between)
  }

  /// Ends the range; what it reached over stays marked where it is kept.
  mutating func endRange(keeping: Bool) {
    if let range, !keeping { runs = range.before }
    range = nil
  }

  mutating func clear() {
    self = Marks()
  }

  /// Follows a job that is known as another run now, as a draft is once it has its id.
  mutating func replace(_ old: RunID, with new: RunID) {
    if runs.remove(old) != nil { runs.insert(new) }
    if range?.anchor == old { range?.anchor = new }
  }

  mutating func remove(_ gone: [RunID]) {
    guard !runs.isEmpty else { return }
    runs.subtract(gone)
    if let range, gone.contains(range.anchor) { self.range = nil }
  }
}
