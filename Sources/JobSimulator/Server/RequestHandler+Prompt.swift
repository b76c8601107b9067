import HTTPTypes
import JobModel
import JobProfile

extension RequestHandler {
  /// The answer to a request for a status, where nothing is to be waited for or counted.
  ///
  /// It is the one that `reply` would give.
  /// - Returns: Nothing where the request is for something else, somebody is to be kept within a limit, a
  ///   fault may hold, or somebody has the simulation now.
  func promptAnswer(to request: WireRequest) -> WireAnswer? {
    guard request.method == .get, keyDesk.isEmpty, limiter.isOpen,
      control == nil || !request.target.hasPrefix(FaultControl.path),
      case .operation(.status, let values) = verdict(on: request),
      var answer = desk.promptStatus(values), desk.host.faults.passCalmly()
    else { return nil }
    if profile.simulation.hasETag { EntityTag.apply(to: &answer, of: request) }
    return finished(answer, of: request)
  }
}
