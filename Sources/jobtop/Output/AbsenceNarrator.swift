import JobModel

/// Tells once that a server went away that had been there, and once that it is back.
///
/// One failed request is no absence, and a server that was never reached is another story: then the
/// command ends.
struct AbsenceNarrator {
  /// Failures in a row that make an absence.
  private static let failures = 2
  /// When the server was last there, of one that is away.
  private var awaySince: Timestamp?

  /// What is to be told, if anything.
  mutating func sentence(on status: ServerStatus) -> String? {
    if let awaySince {
      guard let seen = status.seen, seen > awaySince else { return nil }
      self.awaySince = nil
      return "\(status.server) is back."
    }
    guard let seen = status.seen, case .retrying(_, let count, let failure) = status.link,
      count >= Self.failures, failure.isAbsence
    else { return nil }
    awaySince = seen
    return "\(status.server) went away: \(failure.cause). Asking again until it is back; "
      + "the jobs are not lost."
  }
}

extension JobFailure {
  fileprivate var isAbsence: Bool {
    switch self {
    case .unreachable, .noAnswer: true
    case .untrusted, .unauthorised, .throttled, .failed, .unreadable, .unknownJob, .refused,
      .unsupported, .unconfirmed, .deadline, .tooManyPolls, .invalid, .journal, .foreignLink,
      .cannotListen, .unkept, .unread, .closed, .cancelled:
      false
    }
  }
}
