import JobModel

/// Ids as they are given to a command.
enum JobIDs {
  /// Verbs that are still to come; none of them may be taken for the id of a job.
  private static let reserved = [
    "connect", "delete", "doctor", "download", "export", "forget", "replay",
  ]

  /// The ids; `-` stands for those on standard input, one a line.
  /// - Throws: `CommandFailure` for a word that looks like a verb.
  static func read(_ words: [String]) throws -> [JobID] {
    if let word = words.first, reserved.contains(word) {
      throw CommandFailure(.usage, "jobtop has no command “\(word)”. See jobtop --help.")
    }
    return words.flatMap { $0 == "-" ? standardInput() : [$0] }.map { JobID($0) }
  }

  private static func standardInput() -> [String] {
    var lines: [String] = []
    while let line = readLine() {
      let id = line.filter { !$0.isWhitespace }
      if !id.isEmpty { lines.append(id) }
    }
    return lines
  }
}
