import JobModel

extension DashboardState {
  /// The dashboard as others may see it.
  package var shareable: DashboardState { redaction.map(redacted) ?? self }

  private func redacted(by redaction: Redaction) -> DashboardState {
    var state = self
    state.servers = servers.map { redaction.server($0) }
    state.statuses = Dictionary(
      statuses.values.map { (redaction.server($0.server), redaction.status($0)) }
    ) { first, _ in first }
    state.serverRoles = Dictionary(
      serverRoles.map { (redaction.server($0.key), $0.value) }
    ) { first, _ in first }
    state.table.redact(by: redaction)
    state.table.measure(serverNames: state.servers.map(\.name))
    state.notice = nil
    // Requests, logs and what programs write hold anything: none of it is shown to others.
    (state.exchanges, state.answerValue) = (nil, nil)
    (state.log, state.logText) = (nil, nil)
    (state.commandRun, state.downloads) = (nil, [:])
    return state
  }
}
