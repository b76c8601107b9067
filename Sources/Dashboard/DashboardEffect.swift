import JobModel

/// Something that the dashboard wishes to be done outside.
package enum DashboardEffect: Hashable, Sendable {
  /// Create these jobs on that server, in this order.
  case create(server: String, drafts: [Draft])
  /// Say how the request of a create with these inputs would look; answered by
  /// `DashboardEvent.preview`.
  case preview(server: String, inputs: [String: JSON])
  /// Ask the servers to cancel these runs.
  case cancel([RunID])
  /// Ask the servers to do these runs again.
  case retry([RunID])
  /// Let go of what was asked for of these runs, where it has not been sent; answered by
  /// `DashboardEvent.withdrawn` for those of which that is so.
  case withdraw([RunID])
  /// Follow jobs that somebody else made.
  case track(server: String, ids: [JobID])
  /// Watch these runs no longer; answered by `DashboardEvent.forgotten`.
  case forget([RunID])
  /// These rows are on the screen now, from the top: whoever polls, polls them more eagerly.
  case viewing([RunID])
  /// Ask a server that many times more seldom than planned (0.5: twice as often).
  case pace(server: String, Double)
  /// Play the recording at that speed from now on, in its seconds a second; 0: let it stand.
  case play(speed: Double)
  /// Try a server, keep it in the configuration, and watch it; `jobtop` where no profile is named.
  case connect(url: String, profile: String?, name: String?)
  /// Start a simulator in here, and watch it.
  case demo
  /// Keep how the user left the dashboard, for `DashboardState.begin(with:)`.
  case remember(String)
  /// That run is looked at closely: tell what goes to and fro about it; nothing: none is.
  case inspect(RunID?)
  /// The log of that run is read: have it, and follow it; nothing: none is.
  case followLog(RunID?)
  /// Show what lies at that URL, `http` or `https`, in the desktop's own program.
  case open(url: String)
  /// Save a result; answered by `DashboardEvent.download`.
  case download(Download)
  /// Run a program of the user's own and say that to it; answered by `commandOutput` and
  /// `commandEnded` of that number.
  case runCommand(number: Int, OwnCommand, input: [UInt8])
  /// End it, with everything that it started.
  case endCommand(number: Int)
  /// Put that into the clipboard of whoever sits at the terminal.
  case copy(String)
  /// Write that to a new file.
  case write(ExportContent, file: String)
  /// Give the window this title.
  case title(String)
  /// Tell that outside of the terminal; what goes wrong is answered by `DashboardEvent.told`.
  case notify(AlertNews)
  /// Ring the terminal's bell.
  case ring
  /// Stop the process as ctrl-z does elsewhere.
  case suspend
  /// Paint every cell anew.
  case redraw
  /// End the program.
  case quit
}
