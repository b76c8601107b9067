import JobModel

/// A fact of a job that a filter can ask for by name.
struct FilterField: Sendable {
  let name: String
  /// One line for the help.
  let about: String
  let kind: Kind
  /// Whether its values are few, so that the cells of a table are worth offering.
  var offersValues = false

  enum Kind: Sendable {
    /// The state itself, by its word or a group of words.
    case state
    case text(@Sendable (Job) -> String?)
    /// A plain number.
    case number(@Sendable (Job) -> Int64?)
    /// A share of 100.
    case percent(@Sendable (Job) -> Double?)
    /// Whole seconds; they change by themselves.
    case time(@Sendable (Job, Timestamp) -> Int64?)
  }

  static func named(_ name: String) -> FilterField? {
    all.first { $0.name == name.lowercased() }
  }

  /// A new one is one more of these.
  static let all: [FilterField] = [
    FilterField(name: "state", about: "How it stands; also active, ended, trouble", kind: .state),
    FilterField(
      name: "server",
      about: "The server that has it",
      kind: .text { $0.server },
      offersValues: true
    ),
    FilterField(name: "id", about: "What the server calls it", kind: .text { $0.jobID?.rawValue }),
    FilterField(
      name: "title",
      about: "Its title and number",
      kind: .text { $0.hasLabel ? $0.label : nil }
    ),
    FilterField(
      name: "kind",
      about: "What sort of work it is",
      kind: .text { $0.kind },
      offersValues: true
    ),
    FilterField(name: "reason", about: "Why it failed", kind: .text { $0.reason }),
    FilterField(
      name: "word",
      about: "The server's own word",
      kind: .text { $0.serverState },
      offersValues: true
    ),
    FilterField(
      name: "try",
      about: "Which try of its work",
      kind: .number { $0.attempt.map { Int64($0) } }
    ),
    FilterField(
      name: "retries",
      about: "How often we asked again",
      kind: .number { Int64($0.retries) }
    ),
    FilterField(
      name: "errors",
      about: "How often as a request had failed",
      kind: .number { Int64($0.repeats) }
    ),
    FilterField(name: "run", about: "Which run of the job", kind: .number { Int64($0.runNumber) }),
    FilterField(name: "progress", about: "How far it is", kind: .percent { $0.progress }),
    FilterField(
      name: "age",
      about: "Since its creation, up to its end",
      kind: .time { $0.age(at: $1) }
    ),
    FilterField(name: "ended", about: "Since it ended", kind: .time { $0.sinceEnd(at: $1) }),
    FilterField(
      name: "seen",
      about: "Since the server confirmed it",
      kind: .time { $0.unseen(at: $1) }
    ),
  ]
}
