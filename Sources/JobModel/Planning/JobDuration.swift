/// How long a job took, as exactly as it is known.
public enum JobDuration: Hashable, Sendable {
  /// The server told when the job began and ended, or pushed its end.
  case exactly(Duration)
  /// A request at the first age came too early, and one at the second found the job ended.
  case between(Duration, Duration)
  /// We stopped asking at that age, and the job had not ended by itself.
  case longerThan(Duration)

  /// The age at which it had certainly not ended, in seconds.
  var lower: Double {
    switch self {
    case .exactly(let time), .longerThan(let time): max(0, time.inSeconds)
    case .between(let early, let late): max(0, min(early, late).inSeconds)
    }
  }

  /// The age at which it had certainly ended, in seconds; nothing where that was not seen.
  var upper: Double? {
    switch self {
    case .exactly(let time): max(0, time.inSeconds)
    case .between(let early, let late): max(0, max(early, late).inSeconds)
    case .longerThan: nil
    }
  }
}
