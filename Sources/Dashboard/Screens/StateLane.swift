import JobModel
import Screen

/// How long a job was in which state: a line of coloured pieces, and below it their names.
///
///     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
///     ◌ 12s   ▶ 1m00   ✔
struct StateLane {
  private let pieces: [Piece]
  private let width: Int
  /// Nobody knows how long it has been in its last state.
  private let isOld: Bool

  /// A stretch of time in one state.
  private struct Piece {
    let state: JobState
    let begin: Timestamp
    var end: Timestamp
    /// It begins or ends between two sights, which nobody tells more exactly.
    var isRough: Bool

    var seconds: Int64 { state.isFinal ? 0 : max(0, end.wholeSecond - begin.wholeSecond) }
  }

  init(_ row: JobRow, until end: Timestamp, width: Int, isOld: Bool = false) {
    self.isOld = isOld
    self.width = width
    var pieces = StateLane.before(row)
    for change in row.history where change.runNumber == row.job.runNumber {
      if let last = pieces.indices.last {
        pieces[last].end = change.time
        guard pieces[last].state != change.state else { continue }
        pieces[last].isRough = pieces[last].isRough || change.isOnlySeen
      }
      // The first thing heard may be of a job that is older than our watching.
      let begin = pieces.isEmpty ? row.beginning ?? change.time : change.time
      pieces.append(
        Piece(
          state: change.state,
          begin: min(begin, change.time),
          end: change.time,
          isRough: change.isOnlySeen
        )
      )
    }
    if let last = pieces.indices.last { pieces[last].end = max(end, pieces[last].begin) }
    self.pieces = pieces
  }

  /// What the server tells of the time before anything was heard of the job.
  private static func before(_ row: JobRow) -> [Piece] {
    let job = row.job
    guard let first = row.history.first(where: { $0.runNumber == job.runNumber }),
      let birth = row.birth, let started = job.started, birth < started, started <= first.time,
      first.state == .running || first.state.isFinal
    else { return [] }
    let waiting = Piece(state: .pending, begin: birth, end: started, isRough: false)
    let working = Piece(state: .running, begin: started, end: first.time, isRough: false)
    return [waiting, working]
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
      let isBound = isOld && index == pieces.count - 1
      let bound = isBound ? " ≥" : piece.isRough ? " ~" : " "
      let time = piece.state.isFinal ? "" : bound + ShortText.age(piece.seconds)
      return Span(piece.state.glyph + time + "   ", role(of: index))
    }
  }

  private func role(of index: Int) -> Role {
    isOld && index == pieces.count - 1 ? .faint : pieces[index].state.role
  }
}
