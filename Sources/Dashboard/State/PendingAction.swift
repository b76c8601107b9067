import JobModel

/// An action on a run that waits for its time of grace, or was sent and shows no effect yet.
struct PendingAction: Hashable, Sendable {
  var kind: Kind
  /// When it was asked for, with all that was asked for together.
  let asked: Timestamp
  /// Whether that was of several.
  let isOfMany: Bool
  /// When it is sent; once sent, when its row stops to say so.
  var due: Timestamp
  var isUnsent: Bool
  /// Its time is over, and it waits for its turn to be sent.
  var isQueued = false

  /// What may still be taken back.
  enum Stage: Hashable, Sendable {
    case unsent, queued
  }

  /// Nothing once it was sent.
  var stage: Stage? { isUnsent ? .unsent : isQueued ? .queued : nil }

  enum Kind: Hashable, Sendable {
    case cancel, retry
    /// The server has no retry, or does not know the job: the same create once more.
    case createAgain

    var words: String {
      switch self {
      case .cancel: "cancel"
      case .retry: "retry"
      case .createAgain: "create again"
      }
    }
  }
}
