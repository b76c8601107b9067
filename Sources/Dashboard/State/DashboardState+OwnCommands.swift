import JobModel
import Screen

/// Programs of the user's own.
extension DashboardState {
  /// The command of a key, where it is about jobs.
  func ownCommand(for key: Key) -> OwnCommand? {
    guard [Mode].jobs.contains(mode) else { return nil }
    return ownCommands.first { $0.key == key }
  }

  /// Runs it on what is under the cursor, or on all marked jobs; its output takes the place of the
  /// details.
  mutating func run(_ command: OwnCommand, at now: Timestamp) -> [DashboardEffect] {
    guard !isReadOnly || command.isSafe else {
      notice = .news("Read-only: \(command.name) is not marked as safe.", at: now)
      return []
    }
    guard let filter = try? Filter(command.filter) else { return [] }
    let jobs = targets.filter { filter.matches($0, at: now) }
    guard !jobs.isEmpty else {
      let whose = command.filter.isEmpty ? "there is none" : "for jobs that match \(command.filter)"
      notice = .news("\(command.name) needs a job: \(whose).", at: now)
      return []
    }
    let former = endOfRun
    if !former.isEmpty, let run = commandRun {
      notice = .news("\(run.name) was ended: one runs at a time.", at: now)
    }
    lastCommand += 1
    commandRun = CommandRun(number: lastCommand, name: command.name, jobs: jobs.count)
    open(.output)
    return former + [.runCommand(number: lastCommand, command, input: input(of: jobs))]
  }

  /// One JSON object a line.
  private func input(of jobs: [Job]) -> [UInt8] {
    jobs.flatMap { job -> [UInt8] in
      guard let row = table.row(of: job.run) else { return [] }
      return row.json.bytes + [UInt8(ascii: "\n")]
    }
  }

  /// A program whose output nobody looks at any more is ended.
  mutating func commanding() -> [DashboardEffect] {
    guard commandRun != nil, detail?.page != .output else { return [] }
    defer { commandRun = nil }
    return endOfRun
  }

  private var endOfRun: [DashboardEffect] {
    guard let run = commandRun, run.end == nil else { return [] }
    return [.endCommand(number: run.number)]
  }

  mutating func take(_ piece: String, ofCommand number: Int) {
    guard commandRun?.number == number else { return }
    commandRun?.take(piece)
  }

  mutating func take(_ end: CommandRun.End, ofCommand number: Int) {
    guard commandRun?.number == number else { return }
    commandRun?.end = end
  }
}
