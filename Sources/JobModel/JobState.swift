/// How a job stands, in our words; the server's own word is kept beside it.
public enum JobState: String, CaseIterable, Hashable, Sendable, Codable {
  /// The create is on its way.
  case submitting
  /// The server has it and has not begun.
  case pending
  /// The server works on it.
  case running
  /// It ended well; its result is there.
  case completed
  /// It ended badly; the server may give a reason.
  case failed
  /// It was ended before its time.
  case cancelled
  /// The server knew the job and now says three times over that it does not.
  case lost
  /// The server answered the create with a refusal; the draft is kept.
  case refused
  /// A create was sent and no answer came: the job may or may not exist.
  case unconfirmed

  /// Whether nothing more will come in this run.
  public var isFinal: Bool {
    switch self {
    case .completed, .failed, .cancelled, .lost, .refused: true
    case .submitting, .pending, .running, .unconfirmed: false
    }
  }

  /// Whether the server has the job and its end is still to come.
  public var isActive: Bool {
    switch self {
    case .pending, .running: true
    case .submitting, .unconfirmed, .completed, .failed, .cancelled, .lost, .refused: false
    }
  }
}
