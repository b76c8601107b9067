import JobModel

extension SimulatedJob {
  /// What a worker would have written about this run until an instant, a line for each event.
  func log(at now: Timestamp) -> String {
    var lines = [(opened, "accepted")]
    var time = opened
    for (index, attempt) in script.attempts.enumerated() {
      let name = "try \(index + 1) of \(script.limit)"
      time = time.advanced(by: attempt.waiting)
      lines.append((time, "\(name) begins"))
      time = time.advanced(by: attempt.working)
      lines.append((time, attempt.failure.map { "\(name) failed: \($0)" } ?? "\(name) completed"))
    }
    if let cancelled {
      lines.removeAll { $0.0 >= cancelled }
      lines.append((cancelled, "cancelled"))
    }
    return lines.filter { $0.0 <= now }.map { "\($0.0.rfc3339) \($0.1)\n" }.joined()
  }
}
