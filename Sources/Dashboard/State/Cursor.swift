import JobModel

/// The marked row, which belongs to a job and not to a line of the screen.
struct Cursor: Hashable, Sendable {
  /// The run it is on; nothing while the table is empty.
  var run: RunID?
  /// The group of failed jobs whose line it is on; nothing: it is on a job's.
  var group: Int32?
  /// The run that it was on before a filter or a journey hid that: it returns there.
  var home: RunID?
  /// When it came to stand on another job without a key: its own went from the screen, or news came
  /// above it where it floats.
  var jumped: Timestamp?
  /// Whether that job is of another server than the one before.
  var isElsewhere = false
  /// Its line in the table as shown, from 0.
  var position = 0
  /// Until a key is about a row, it floats at the top, where news comes.
  var isBound = false
}
