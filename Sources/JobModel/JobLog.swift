/// A job's log as far as it is kept here: its last part.
package struct JobLog: Hashable, Sendable {
  /// The run that it is about.
  package var run: RunID
  /// The text; control characters are still in it.
  package var text: String
  /// There was more in front of it.
  package var isCut: Bool
  /// When it was last asked for with success; nothing: never.
  package var time: Timestamp?
  /// When it is asked for again; nothing: the job has ended, and this is all of it.
  package var next: Timestamp?
  /// Why it could not be had the last time.
  package var trouble: String?

  /// Makes a log; without arguments it is still to come.
  package init(
    run: RunID,
    text: String = "",
    isCut: Bool = false,
    time: Timestamp? = nil,
    next: Timestamp? = nil,
    trouble: String? = nil
  ) {
    self.run = run
    self.text = text
    self.isCut = isCut
    self.time = time
    self.next = next
    self.trouble = trouble
  }
}
