import JobModel
import Screen

/// Everything that the dashboard shows, as a value.
///
/// Facts go in through `reduce(_:at:)`, wishes come out of it, and `rendered(size:at:)` is a
/// picture of it. It reads no clock: the instant is a parameter, and `nextTick(after:)` says when
/// the picture changes by itself.
package struct DashboardState: Sendable {
  /// Seconds east of UTC in which times of day are shown.
  package var utcOffset: Int
  /// Nothing is asked of servers that would change anything there.
  package var isReadOnly = false
  /// Whether the terminal may have a way to a clipboard.
  package var takesCopies = true
  /// The keys in use.
  package var keys = KeyTable.standard
  /// Programs of the user's own.
  package var ownCommands: [OwnCommand] = []
  /// What is written down of what reaches it; nothing where nobody records.
  package var recorded: RecordingScope?
  /// Hides in what is copied and exported what others may not see.
  package var redaction: Redaction?

  var size: Size
  var servers: [ServerDescription] = []
  /// The colours that were chosen for servers by name, and what that makes of their names.
  var serverColours: [String: ServerColour] = [:]
  var serverRoles: [String: Role] = [:]
  var statuses: [String: ServerStatus] = [:]
  var table = JobTable()
  var throughput = Throughput()
  var cursor = Cursor()
  /// The line of the table at the top of the screen.
  var firstVisible = 0
  /// Rows keep their places until then.
  var heldUntil: Timestamp?
  var marks = Marks()
  var columnChoice = ColumnChoice()
  /// By the digit that shows them.
  var views: [Int: SavedView] = [:]
  /// What the next dashboard would begin with by what was kept last.
  var remembered = Preferences()
  /// How often servers are asked: each step halves it.
  var paces: [String: Int] = [:]
  /// What was shown before.
  var past = Past()
  /// The recording that is played, where one is.
  var replay: Replay?
  /// While the screen stands still.
  var freeze: Freeze?
  var actions = PendingActions()
  /// Refused drafts that are sent again, and the rows of those that became jobs since.
  var resent: [Resending] = []
  var outworn: [RunID] = []
  /// What was taken back together, as far as is known by now.
  var takenBack: [RunID] = []
  /// The program ends once everything that was asked for is sent.
  var leavesWhenSent = false
  /// Jobs that are started one after the other.
  var batches: [Batch] = []
  var notice: Notice?
  /// What went wrong, also what is no longer said.
  var messages = Messages()
  /// The files of the configuration have a mistake; what was read before goes on.
  var isMisconfigured = false
  /// What was typed into prompts before.
  var typedLines: [Mode: TypedLines] = [:]
  /// From the lowest to the one that has the keyboard.
  var overlays: [Overlay] = []
  /// The details, while they are open.
  var detail: DetailPane?
  /// The run that is looked at closely, and what went to and fro about it.
  var inspected: RunID?
  var exchanges: JobExchanges?
  /// The last answer, where it is JSON and whole.
  var answerValue: JSON?
  /// The run whose log is read, what its server has of it, and that in lines.
  var readLog: RunID?
  var log: JobLog?
  var logText: LogText?
  /// Results that are being saved.
  var downloads: [RunID: DownloadUnderWay] = [:]
  /// The program of the user's own whose output is looked at, and the number of the last one.
  var commandRun: CommandRun?
  var lastCommand = 0
  /// The key for a new job that was pressed last, when, and how often it followed itself at once.
  var startKey: Key?
  var lastStart: Timestamp?
  var quickStarts = 0
  /// What was last entered for a server's jobs.
  var lastInputs: [String: [String: JSON]] = [:]
  /// The inputs of which the form has asked last how their request looks.
  var previewed: [String: JSON]?
  var title = WindowTitle()
  var alerts = Alerts()
  var attendance = Attendance()
  /// The runs that were on the screen after the last event.
  var viewed: Set<RunID> = []

  /// Makes a dashboard without servers.
  package init(size: Size, utcOffset: Int = 0) {
    self.size = size
    self.utcOffset = utcOffset
  }

  /// What has the keyboard.
  var mode: Mode {
    if let overlay = overlays.last { return overlay.mode }
    guard let detail else { return .table }
    guard detail.isFocused || layout.detailPlacement == .full else { return .table }
    return detail.search == nil ? .detail : .found
  }

  var layout: ScreenLayout { ScreenLayout(self, size: size) }

  /// The instant up to which actions have counted down: while the question whether to quit stands
  /// their clocks do too.
  func countdownInstant(at now: Timestamp) -> Timestamp {
    if case .quit(let since) = overlays.last { since } else { now }
  }

  /// What quitting would drop: actions that count down, and jobs that are not started yet.
  var unsentCount: Int { actions.unsentCount + batches.reduce(0) { $0 + $1.remaining } }

  /// The row under the cursor.
  var selected: JobRow? { cursor.run.flatMap { table.row(of: $0) } }

  func server(named name: String) -> ServerDescription? {
    servers.first { $0.name == name }
  }
}
