/// How long a job took, as exactly as it is known.
public enum JobDuration: Hashable, Sendable {
  /// The server told when the job began and ended, or pushed its end.
  case exactly(Duration)
  /// A request at the first age came too early, and one at the second found the job ended.
  case between(Duration, Duration)
  /// We stopped asking at that age, and the job had not ended by itself.
  case longerThan(Duration)

  /// The age at which it had certainly not ended, or just had.
  public var early: Duration {
    switch self {
    case .exactly(let time), .longerThan(let time): max(.zero, time)
    case .between(let early, let late): max(.zero, min(early, late))
    }
  }

  /// The age at which it had certainly ended; nothing where that was not seen.
  public var late: Duration? {
    switch self {
    case .exactly(let time): max(.zero, time)
    case .between(let early, let late): max(.zero, max(early, late))
    case .longerThan: nil
    }
  }

  /// What those two ages say.
  public init(early: Duration, late: Duration?) {
    if let late {
      self = early == late ? .exactly(late) : .between(early, late)
    } else {
      self = .longerThan(early)
    }
  }
}
