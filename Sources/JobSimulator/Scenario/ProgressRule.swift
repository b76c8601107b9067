import JobModel

/// How the progress of a running job moves.
package enum ProgressRule: Hashable, Sendable {
  /// The server tells none.
  case none
  /// It moves without a step, and no move is told as a change.
  case smooth
  /// It moves once in that time, and each move is a change.
  case every(Duration)
  /// It moves by that much of the whole, and each move is a change.
  case step(Double)

  /// How much of a try is told to be done, when so much of its time has gone.
  func fraction(elapsed: Duration, of length: Duration) -> Double? {
    switch self {
    case .none: return nil
    case .smooth: return length > .zero ? elapsed / length : 1
    case .every, .step:
      guard length > .zero else { return 1 }
      let pace = pace(of: length)
      return Double(elapsed.wholeNanoseconds / pace * pace) / Double(length.wholeNanoseconds)
    }
  }

  /// When it moves next, counted from the start of the try; nothing before its end.
  func nextMove(after elapsed: Duration, of length: Duration) -> Duration? {
    switch self {
    case .none, .smooth: return nil
    case .every, .step:
      let pace = pace(of: length)
      let move = (elapsed.wholeNanoseconds / pace + 1) * pace
      return move < length.wholeNanoseconds ? .nanoseconds(move) : nil
    }
  }

  /// The same rule on a clock that runs faster.
  func faster(by speed: Double) -> ProgressRule {
    switch self {
    case .none, .smooth, .step: self
    case .every(let period): .every(period / speed)
    }
  }

  /// Nanoseconds from one move to the next, in whole numbers so that a move never repeats.
  private func pace(of length: Duration) -> Int64 {
    switch self {
    case .none, .smooth: length.wholeNanoseconds
    case .every(let period): max(1, period.wholeNanoseconds)
    case .step(let share): max(1, (length * share).wholeNanoseconds)
    }
  }
}
