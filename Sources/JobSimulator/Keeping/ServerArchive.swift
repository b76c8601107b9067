import JobModel
import JobStore

/// Where one played server keeps its jobs and webhooks across `kill -9`.
package struct ServerArchive: Sendable {
  let file: RecordFile
  /// The name of the server in the file, which several may share.
  let space: String

  /// Keeps a server under a name in a file.
  package init(file: RecordFile, space: String) {
    self.file = file
    self.space = space
  }

  private static let state = "state"
  private static let jobs = "job"

  /// How many commands and changes of a simulation are written down.
  struct Mark: Sendable {
    var commands: Int
    var revision: Int
  }

  /// The simulation that was kept; nothing where none was.
  /// - Throws: `JobFailure.journal` where it cannot be read.
  func simulation(
    rules: SimulationRules,
    at now: Timestamp
  ) throws(JobFailure) -> Simulation? {
    try reading { () throws(RecordFile.Failure) in
      guard let state = try file.records(of: Self.state, in: space).first else { return nil }
      let jobs = try file.records(of: Self.jobs, in: space).map { record in
        (try? JSON(parsing: record.value)).flatMap { SimulatedJob(kept: $0) }
      }
      guard let json = try? JSON(parsing: state.value), !jobs.contains(nil),
        let simulation = Simulation(
          rules: rules,
          state: json,
          jobs: jobs.compactMap(\.self),
          at: now
        )
      else { throw RecordFile.Failure(why: "it holds what jobtop does not write") }
      return simulation
    }
  }

  /// Writes down what commands have changed since the mark; returns where things stand then.
  /// - Throws: `RecordFile.Failure` where that cannot be; then the mark still holds.
  func keep(_ simulation: Simulation, since mark: Mark?) throws(RecordFile.Failure) -> Mark? {
    if let mark, mark.commands == simulation.commands { return mark }
    let isAnew = mark.map { $0.commands < simulation.oblivion } ?? true
    var changes: [RecordFile.Change] = []
    if isAnew {
      changes += try file.records(of: Self.jobs, in: space).map { .init(Self.jobs, $0.name, nil) }
    }
    changes += simulation.removed.map { .init(Self.jobs, Self.name(of: $0), nil) }
    let changed = simulation.jobs(changedAfter: isAnew ? 0 : mark?.revision ?? 0)
    changes += changed.map { .init(Self.jobs, Self.name(of: $0.ordinal), $0.kept.description) }
    changes.append(.init(Self.state, "now", simulation.keptState.description))
    try file.write(changes, in: space)
    return Mark(commands: simulation.commands, revision: simulation.revision)
  }

  /// Sorted by name they come in the order of their numbers.
  static func name(of ordinal: Int) -> String {
    let digits = String(ordinal)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  func reading<Value>(
    _ body: () throws(RecordFile.Failure) -> Value
  ) throws(JobFailure) -> Value {
    do {
      return try body()
    } catch {
      throw .journal(why: "\(file.path) cannot be used: \(error.why)")
    }
  }
}
