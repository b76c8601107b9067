import JobModel
import Screen

/// A fact that reaches the dashboard.
package enum DashboardEvent: Sendable {
  /// The servers that are watched now, in the order of their chips.
  case servers([ServerDescription])
  /// The user has written the configuration anew.
  case configured(
    keys: KeyTable,
    commands: [OwnCommand],
    colours: [String: ServerColour],
    alerts: [AlertRule]
  )
  /// What became known about jobs, in the order in which it did.
  case updates([JobUpdate])
  /// How we stand with one server now.
  case status(ServerStatus)
  /// How long jobs of a kind take on a server, by those that have ended.
  case outlook(DurationOutlook)
  /// Runs that are no longer watched; their rows go.
  case forgotten([RunID])
  /// How the request of a create with these inputs would look; nothing where there can be none.
  case preview(server: String, inputs: [String: JSON], RequestPreview?)
  /// What went to and fro about the run that is looked at closely.
  case exchanges(JobExchanges)
  /// The log that is read, as it stands.
  case log(JobLog)
  /// The servers were asked to cancel these runs, or to do them again.
  case asked([RunID])
  /// What was asked for of these runs was not sent, and will not be.
  case withdrawn([RunID])
  /// What was asked for of that run was not done.
  case undone(RunID, JobFailure)
  /// Something else that was wished for went wrong.
  case failed(JobFailure)
  /// How far the download of that run's result is.
  case download(RunID, Download.Progress)
  /// The program of that number has written that.
  case commandOutput(Int, String)
  /// It has ended.
  case commandEnded(Int, CommandRun.End)
  /// Something that was wished for was done, as a sentence.
  case done(String)
  /// The configuration cannot be taken as it is now, as a sentence; what was read before goes on.
  case misconfigured(String)
  /// Something that the user should be told of once, as a sentence.
  case told(String)
  /// From now on nothing is written down, as a sentence that says why.
  case recordingStopped(String)
  /// What was exported is written.
  case wrote(file: String)
  /// The recording that is played has nothing more.
  case ended
  /// A key went down.
  case key(Key)
  /// The mouse did something.
  case mouse(Mouse)
  /// The terminal's window got the keyboard, or lost it.
  case focused(Bool)
  /// The terminal has this size now.
  case resized(Size)
  /// The instant came that `nextTick(after:)` named.
  case tick
}
