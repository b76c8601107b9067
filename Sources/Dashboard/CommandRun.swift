/// A program of the user's own that runs, or has.
package struct CommandRun: Hashable, Sendable {
  /// Tells it from those that ran before.
  package let number: Int
  /// What it is called.
  let name: String
  /// How many jobs it was given.
  let jobs: Int
  private(set) var text = ""
  private(set) var lines = LogText("")
  private(set) var isCut = false
  var end: End?

  /// How one ends.
  package enum End: Hashable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
    /// The system could not start it, and why.
    case notStarted(String)
  }

  /// Bytes of its output that are kept.
  private static let mostBytes = 256 << 10

  init(number: Int, name: String, jobs: Int) {
    self.number = number
    self.name = name
    self.jobs = jobs
  }

  mutating func take(_ piece: String) {
    text += piece
    if text.utf8.count > Self.mostBytes {
      isCut = true
      let kept = text.utf8.suffix(Self.mostBytes / 2)
      text = String(decoding: kept, as: UTF8.self)
    }
    lines = LogText(text)
  }
}
