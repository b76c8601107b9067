import JobModel

/// How long jobs that have ended are kept.
enum Retention: Hashable, Sendable {
  case forever
  case time(Duration)

  /// What is kept where nobody says otherwise.
  static let standard = Retention.time(.seconds(30 * 86_400))

  /// What would be right, as a clause.
  static let allowed = "a time of a day or more such as 30d, or forever"

  /// The table begins with what ended within the last day: so long everything is kept.
  private static let least = Duration.seconds(86_400)

  /// Reads `30d` or `forever`.
  init?(written text: String) {
    if text.lowercased() == "forever" {
      self = .forever
    } else if let time = Duration(written: text), time >= Self.least {
      self = .time(time)
    } else {
      return nil
    }
  }

  /// What ended before that instant is dropped; nothing: all is kept.
  func limit(at now: Timestamp) -> Timestamp? {
    switch self {
    case .forever: nil
    case .time(let time): now.advanced(by: .zero - time)
    }
  }
}
