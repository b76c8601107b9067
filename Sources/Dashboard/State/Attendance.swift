import JobModel

/// Whether somebody looks at the screen, and what happened since nobody did.
///
///     focus lost, or 5 min without a key  →  what ends is gathered
///     focus back, or 5 min without a key  →  it is told, until a key
struct Attendance: Hashable, Sendable {
  private(set) var digest = Digest()
  private var hasFocus = true
  private var isTold = false
  /// The last sign of somebody.
  private var lastSign: Timestamp?

  /// So long without a key nobody is there.
  private static let patience: Duration = .seconds(300)

  /// What is to be told now; nothing where somebody saw it happen.
  func news(at now: Timestamp) -> Digest? {
    guard hasFocus, !digest.isEmpty else { return nil }
    return isTold || (due.map { $0 <= now } ?? false) ? digest : nil
  }

  /// When the news is told although nothing happens.
  var due: Timestamp? {
    guard hasFocus, !isTold, !digest.isEmpty else { return nil }
    return lastSign?.advanced(by: Attendance.patience)
  }

  mutating func start(at now: Timestamp) {
    lastSign = lastSign ?? now
  }

  mutating func focus(_ isFocused: Bool, at now: Timestamp) {
    defer { hasFocus = isFocused }
    // News that nobody has closed yet is kept, however often the window is left.
    if isFocused {
      isTold = isTold || !hasFocus
    } else if news(at: now) == nil {
      digest = Digest()
      isTold = false
    }
    lastSign = now
  }

  /// Somebody is there: what happens from now on is seen.
  mutating func sign(at now: Timestamp) {
    self = Attendance()
    lastSign = now
  }

  mutating func add(_ job: Job) { digest.add(job) }

  mutating func replace(_ old: RunID, with new: RunID) { digest.replace(old, with: new) }
}
