import JobModel
import Screen

extension PlainSession {
  /// Does what was typed, or takes it as the answer to a question.
  mutating func obey(_ line: String, at now: Timestamp) -> [DashboardEffect] {
    if questions != nil { return answer(line.trimmed, at: now) }
    let words = CommandWords.split(line)
    guard let name = words.first else {
      say(totals + ".")
      return []
    }
    let matches = PlainCommand.all.filter { $0.name.hasPrefix(name) }
    guard let command = matches.first(where: { $0.name == name }) ?? matches.only else {
      let known = PlainCommand.all.map(\.name).joined(separator: ", ")
      say("There is no command “\(name)”. There are \(known).")
      return []
    }
    guard !state.isReadOnly || !command.changesJobs else {
      say("Read-only: jobs are looked at and left alone.")
      return []
    }
    return command.run(&self, Array(words.dropFirst()), now)
  }

  mutating func help() {
    for command in PlainCommand.all {
      let arguments = command.arguments.isEmpty ? "" : " " + command.arguments
      say("\(command.name)\(arguments): \(command.about).")
    }
  }

  mutating func list(_ words: [String], at now: Timestamp) {
    do throws(FilterMistake) {
      let filter = try Filter(words.joined(separator: " "))
      let rows = state.table.shown.indices.map { state.table.row(at: $0) }
        .filter { filter.matches($0.job, at: now) }
      say(filter.isEmpty ? totals + "." : "\(ShortText.jobs(rows.count)) of \(totals).")
      for row in rows { say(sentence(on: row, at: now)) }
    } catch {
      say(error.sentence)
    }
  }

  mutating func show(_ row: JobRow, at now: Timestamp) {
    say(sentence(on: row, at: now))
    let content = DetailContent(row, in: state, width: 4000, at: now)
    for line in content.facts {
      say(line.map(\.text).joined().split(separator: " ").joined(separator: " ") + ".")
    }
    for change in row.history {
      let time = ShortText.clock(change.time, utcOffset: state.utcOffset)
      say("\(time): \(change.state.rawValue), \(change.origin).")
    }
  }

  /// The job of a number; says why where there is none.
  mutating func row(_ words: [String]) -> JobRow? {
    guard let number = words.only.flatMap({ Int32($0) }) else {
      say("Which job? Give its number, as in show 3; list tells them.")
      return nil
    }
    let row = state.table.rows.first { $0.arrival + 1 == number }
    if row == nil { say("There is no job \(number).") }
    return row
  }

  mutating func track(_ words: [String], at now: Timestamp) -> [DashboardEffect] {
    let effects = state.track(words, at: now)
    sayNotice()
    return effects
  }

  // MARK: - Starting a job

  /// At once where nothing must be answered, or values are given.
  mutating func startJob(_ words: [String], at now: Timestamp) -> [DashboardEffect] {
    guard words.isEmpty else {
      let effects = state.create(words, at: now)
      sayNotice()
      return effects
    }
    guard let server = state.serverForCreate(at: now) else {
      sayNotice()
      return []
    }
    guard server.inputs.contains(where: \.needsAnswer) else {
      return create(on: server, [:], at: now)
    }
    let asked = PlainQuestions(server)
    say(
      "A job on \(server.name). An empty line takes what stands behind else, a full stop gives up."
    )
    say(asked.question ?? "")
    questions = asked
    return []
  }

  private mutating func answer(_ text: String, at now: Timestamp) -> [DashboardEffect] {
    guard var asked = questions, text != "." else {
      questions = nil
      say("No job was started.")
      return []
    }
    if let problem = asked.answer(text) { say(problem) }
    questions = asked
    if let question = asked.question {
      say(question)
      return []
    }
    questions = nil
    return create(on: asked.server, asked.inputs, at: now)
  }

  private mutating func create(
    on server: ServerDescription,
    _ inputs: [String: JSON],
    at now: Timestamp
  ) -> [DashboardEffect] {
    say("Starting a job on \(server.name).")
    return state.start(CreateOrder(inputs: inputs), on: server.name, at: now)
  }

  /// What the dashboard would say at the foot of its screen.
  mutating func sayNotice() {
    if let notice = state.notice { say(notice.text) }
    state.notice = nil
  }
}

extension Array {
  /// The only element.
  fileprivate var only: Element? { count == 1 ? self[0] : nil }
}
