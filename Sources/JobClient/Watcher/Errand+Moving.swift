import JobModel

/// Errands about a run that goes on under another of our names.
extension Errand {
  /// Whether it is about that run, alone or among others.
  func concerns(_ run: RunID) -> Bool { self.run == run || polled.contains(run) }

  /// The same about the other run.
  func moved(from old: RunID, to new: RunID) -> Errand {
    guard concerns(old) else { return self }
    return switch self {
    case .create: .create(new)
    case .status(_, let ticket): .status(new, ticket: ticket)
    case .held: .held(new)
    case .bulk(let runs): .bulk(runs.map { $0 == old ? new : $0 })
    case .control(let operation, _, let ticket): .control(operation, new, ticket: ticket)
    case .log: .log(new)
    case .query, .sweep, .enumerate, .lookUp, .webhook: self
    }
  }
}
