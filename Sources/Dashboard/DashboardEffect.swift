import JobModel

/// Something that the dashboard wishes to be done outside.
package enum DashboardEffect: Hashable, Sendable {
  /// Create these jobs on that server, in this order.
  case create(server: String, drafts: [Draft])
  /// Ask the servers to cancel these runs.
  case cancel([RunID])
  /// Ask the servers to do these runs again.
  case retry([RunID])
  /// Follow jobs that somebody else made.
  case track(server: String, ids: [JobID])
  /// Watch these runs no longer; answered by `DashboardEvent.forgotten`.
  case forget([RunID])
  /// These rows are on the screen now, from the top: whoever polls, polls them more eagerly.
  case viewing([RunID])
  /// Put that into the clipboard of whoever sits at the terminal.
  case copy(String)
  /// Write that to a new file.
  case write(ExportContent, file: String)
  /// Give the window this title.
  case title(String)
  /// Stop the process as ctrl-z does elsewhere.
  case suspend
  /// Paint every cell anew.
  case redraw
  /// End the program.
  case quit
}
