import JobModel

/// Ids as they are given to a command.
enum JobIDs {
  /// Verbs that are still to come; none of them may be taken for the id of a job.
  private static let reserved = ["delete"]

  /// The ids; `-` stands for those on standard input, one a line.
  /// - Throws: `CommandFailure` for a word that looks like a verb.
  static func read(_ words: [String]) throws -> [JobID] {
    if let word = words.first, reserved.contains(word) {
      throw CommandFailure(.usage, "jobtop has no command “\(word)”. See jobtop --help.")
    }
    guard !words.contains("") else {
      throw CommandFailure(
        .usage,
        "The id of a job is not empty; jobtop list shows those there are."
      )
    }
    return words.flatMap { $0 == "-" ? standardInput() : [$0] }.map { JobID($0) }
  }

  /// The jobs that a command names, each once; the one job of a server that has only one.
  /// - Throws: `CommandFailure` for ids too many or too few.
  static func named(
    _ words: [String],
    verb: String,
    on server: String,
    hasOneJob: Bool
  ) throws -> [JobID] {
    if hasOneJob {
      guard let word = words.first else { return [.only] }
      throw CommandFailure(.usage, "\(server) has one job without an id; leave out “\(word)”.")
    }
    var known: Set<JobID> = []
    let named = try read(words).filter { known.insert($0).inserted }
    guard !named.isEmpty else {
      throw CommandFailure(
        .usage,
        "jobtop \(verb) needs the id of a job, as jobtop create writes it and jobtop list does."
      )
    }
    return named
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
