import JobModel
import Screen

/// How long a job was in which state: a line of coloured pieces, and below it their names.
///
///     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
///     ◌ 12s   ▶ 1m00   ✔
struct StateLane {
  private let pieces: [(state: JobState, seconds: Int64)]
  private let width: Int
  /// Nobody knows how long it has been in its last state.
  private let isOld: Bool

  init(_ row: JobRow, until end: Timestamp, width: Int, isOld: Bool = false) {
    self.isOld = isOld
    let changes = row.history.filter { $0.runNumber == row.job.runNumber }
    var pieces: [(state: JobState, seconds: Int64)] = []
    for (index, change) in changes.enumerated() {
      // The first thing heard may be of a job that is older than our watching.
      let begin = index == 0 ? min(change.time, row.job.created) : change.time
      let next = index + 1 < changes.count ? changes[index + 1].time : max(end, begin)
      let seconds = change.state.isFinal ? 0 : max(0, next.wholeSecond - begin.wholeSecond)
      if let last = pieces.last, last.state == change.state {
        pieces[pieces.count - 1].seconds += seconds
      } else {
        pieces.append((change.state, seconds))
      }
    }
    self.pieces = pieces
    self.width = width
  }

  var lines: [[Span]] {
    let total = pieces.reduce(0) { $0 + $1.seconds }
    guard total > 0 else { return [] }
    return [bar(of: total), names]
  }

  private func bar(of total: Int64) -> [Span] {
    var left = width
    return pieces.enumerated().map { index, piece in
      let rest = pieces.count - index - 1
      let share = Int(Int64(width) * piece.seconds / total)
      let length = rest == 0 ? left : max(1, min(share, left - rest))
      left -= length
      return Span(String(repeating: "━", count: max(0, length)), role(of: index))
    }
  }

  private var names: [Span] {
    pieces.enumerated().map { index, piece in
      let bound = isOld && index == pieces.count - 1 ? " ≥" : " "
      let time = piece.state.isFinal ? "" : bound + ShortText.age(piece.seconds)
      return Span(piece.state.glyph + time + "   ", role(of: index))
    }
  }

  private func role(of index: Int) -> Role {
    isOld && index == pieces.count - 1 ? .faint : pieces[index].state.role
  }
}
