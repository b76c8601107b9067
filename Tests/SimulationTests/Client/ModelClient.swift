import JobClient
import JobModel
import JobProfile
import JobStore

/// What `WatcherDriver` owns, in a world without tasks: the watcher, and all that was begun for it
/// and has not ended.
struct ModelClient: Sendable {
  var watcher: JobWatcher
  /// Requests without an answer.
  var pending: Set<RequestNumber> = []
  /// Push connections that have not ended.
  var lines: Set<Int> = []
  /// What the journal kept has been taken in.
  var isReady = false
  /// What was asked before that.
  var early: [WatcherEvent] = []
  var earliestWake: Timestamp?
  var notes = Notes()
  /// Who listens to everything, and since when.
  var ears = 1
  var isFinished = false
  /// Its part in the asking; nothing where it shares with nobody, or knows not yet what is kept.
  var seat: LeaseSeat?
  /// Whose turn it is, as it was told last.
  var turn: LeaseTurn?
  /// What it wants of whoever asks, as it said last.
  var bid: LeaseBid?
  /// It is about to hear what other programs have noted down.
  var hearsSoon = false

  /// Entries that wait for the journal, and those that are being written.
  struct Notes: Sendable {
    var waiting = Batch()
    var writing: Batch?
  }

  struct Batch: Sendable {
    var entries: [JournalEntry] = []
    var receipts: [Receipt] = []
  }
}
