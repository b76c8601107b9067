import JobModel
import Screen

extension JobState {
  /// One column wide in every terminal; the word and the colour say the same.
  var glyph: String {
    switch self {
    case .submitting: "…"
    case .pending: "◌"
    case .running: "▶"
    case .completed: "✔"
    case .failed: "✖"
    case .cancelled: "■"
    case .lost: "?"
    case .refused: "⊘"
    case .unconfirmed: "?"
    }
  }

  var role: Role {
    switch self {
    case .submitting, .pending: .waiting
    case .running: .active
    case .completed: .success
    case .failed, .refused: .failure
    case .cancelled: .stopped
    case .lost: .missing
    case .unconfirmed: .attention
    }
  }

  /// The place of a state in counts, from 0.
  var ordinal: Int {
    switch self {
    case .submitting: 0
    case .pending: 1
    case .running: 2
    case .completed: 3
    case .failed: 4
    case .cancelled: 5
    case .lost: 6
    case .refused: 7
    case .unconfirmed: 8
    }
  }

  /// What a watcher looks at first: the work that moves, what waits, then trouble, then the rest.
  ///
  /// A job just sent ranks with those that wait, so that its row stays when the answer comes.
  var rank: Int64 {
    switch self {
    case .running: 0
    case .submitting, .pending: 1
    case .unconfirmed: 2
    case .failed: 3
    case .refused: 4
    case .lost: 5
    case .cancelled: 6
    case .completed: 7
    }
  }
}
