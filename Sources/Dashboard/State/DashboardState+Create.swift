import JobModel

extension DashboardState {
  /// More than these at once is a mistake of the hand rather than a wish.
  static let mostJobsAtOnce = 10_000

  mutating func startJob(at now: Timestamp) -> [DashboardEffect] {
    guard let server = serverForCreate(at: now) else { return [] }
    return start(1, on: server, at: now)
  }

  mutating func askHowMany(at now: Timestamp) {
    guard let server = serverForCreate(at: now) else { return }
    overlays.append(.count(TextInput(), server: server.name))
  }

  /// Starts that many, or keeps the prompt open and says what is wrong with the number.
  mutating func start(
    _ number: String,
    on name: String,
    at now: Timestamp
  ) -> [DashboardEffect] {
    guard let server = server(named: name) else { return [] }
    guard let count = Int(number.trimmed), (1...DashboardState.mostJobsAtOnce).contains(count)
    else {
      let limit = ShortText.total(DashboardState.mostJobsAtOnce)
      let problem = "a whole number from 1 to \(limit)"
      overlays.append(.count(TextInput(number), server: name, problem: problem))
      return []
    }
    return start(count, on: server, at: now)
  }

  /// At once where nothing must be answered, else after a form.
  private mutating func start(
    _ count: Int,
    on server: ServerDescription,
    at now: Timestamp
  ) -> [DashboardEffect] {
    guard server.inputs.contains(where: \.needsAnswer) else {
      return create(count, on: server.name, inputs: [:], at: now)
    }
    openForm(for: server, count: count)
    return []
  }

  mutating func openForm(for server: ServerDescription, count: Int = 1) {
    let last = lastInputs[server.name] ?? [:]
    overlays.append(.form(CreateForm(server, count: count, last: last)))
  }

  mutating func send(_ form: CreateForm, at now: Timestamp) -> [DashboardEffect] {
    var form = form
    guard let inputs = form.inputs() else {
      overlays.append(.form(form))
      return []
    }
    lastInputs[form.server] = inputs
    return create(form.count, on: form.server, inputs: inputs, at: now)
  }

  mutating func create(
    _ count: Int,
    on server: String,
    inputs: [String: JSON],
    at now: Timestamp
  ) -> [DashboardEffect] {
    let drafts = (1...count).map { number in
      Draft(inputs: inputs, label: count > 1 ? "\(number) of \(count)" : nil)
    }
    // One job is its own news: its row is there at once.
    if count > 1 { notice = .news("Starting \(ShortText.jobs(count)) on \(server).", at: now) }
    return [.create(server: server, drafts: drafts)]
  }

  /// The selected row's server, else the first that can create; says why where there is none.
  mutating func serverForCreate(at now: Timestamp) -> ServerDescription? {
    guard !isReadOnly else {
      refuseChange(at: now)
      return nil
    }
    let here = selected.flatMap { server(named: $0.job.server) }
    if let here, !here.operations.contains(.create) {
      notice = .news(unsupported(.create, on: here.name), at: now)
      return nil
    }
    guard let server = here ?? servers.first(where: { $0.operations.contains(.create) }) else {
      let why = servers.isEmpty ? "no server is configured" : "no server here can create jobs"
      notice = .news("No job was started: \(why).", at: now)
      return nil
    }
    return server
  }
}
