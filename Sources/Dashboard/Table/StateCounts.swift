import JobModel

/// How many jobs stand how.
struct StateCounts: Hashable, Sendable {
  private var numbers = [Int](repeating: 0, count: JobState.allCases.count)

  subscript(state: JobState) -> Int {
    get { numbers[state.ordinal] }
    set { numbers[state.ordinal] = newValue }
  }

  var total: Int { numbers.reduce(0, +) }
}
