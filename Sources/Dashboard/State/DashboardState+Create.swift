import JobModel
import Screen

extension DashboardState {
  /// At once where nothing must be answered, else after a form.
  mutating func startJob(at now: Timestamp) -> [DashboardEffect] {
    guard let server = serverForCreate(at: now) else { return [] }
    // What was refused is to be mended, not to be sent once more.
    let isRefused = selected?.job.state == .refused && selected?.job.server == server.name
    guard server.inputs.contains(where: \.needsAnswer) || isRefused && !server.inputs.isEmpty else {
      return start(CreateOrder(inputs: [:]), on: server.name, at: now)
    }
    openForm(for: server, isForMany: false)
    return []
  }

  /// Whether the key for a new job is held down: each of its repeats would be a job.
  ///
  /// Who presses it again and again is not that quick, and who types it in a script does it once or twice.
  mutating func isHeldDown(_ key: Key?, at now: Timestamp) -> Bool {
    guard let key else { return false }
    let isQuick = lastStart.map { $0.duration(to: now) < DashboardState.repeatTime } ?? false
    quickStarts = isQuick ? quickStarts + 1 : 0
    lastStart = now
    startKey = key
    guard quickStarts >= DashboardState.mostQuickStarts else { return false }
    let many = keys.name(of: .manyJobs)
    let count = ShortText.jobs(DashboardState.mostQuickStarts)
    notice = .news("The key is held down: \(count) were started. \(many) starts many.", at: now)
    return true
  }

  /// Whether the key that opened a form is still held down: that types nothing into it.
  mutating func isHeldOver(_ key: Key, at now: Timestamp) -> Bool {
    guard key == startKey, overlays.last?.mode == .form, let last = lastStart,
      last.duration(to: now) < DashboardState.repeatTime
    else {
      startKey = nil
      return false
    }
    lastStart = now
    return true
  }

  /// So many jobs a key that is held down starts.
  private static let mostQuickStarts = 3
  /// Keyboards repeat a key that is held down ten to forty times a second.
  private static let repeatTime = Duration.milliseconds(120)

  mutating func startMany(at now: Timestamp) {
    guard let server = serverForCreate(at: now) else { return }
    openForm(for: server, isForMany: true)
  }

  /// What is known of the selected row is the first proposal, then what was sent last.
  mutating func openForm(for server: ServerDescription, isForMany: Bool) {
    let last = lastInputs[server.name] ?? table.lastInputs(on: server.name)
    let given = last.merging(inputsHere(for: server)) { _, here in here }
    overlays.append(.form(CreateForm(server, isForMany: isForMany, given: given)))
  }

  /// What the selected row's job was made of; of one that another program made, its title at least.
  private func inputsHere(for server: ServerDescription) -> [String: JSON] {
    guard let job = selected?.job, job.server == server.name else { return [:] }
    if let draft = job.draft { return draft.inputs }
    guard let input = server.titleInput, let title = job.title else { return [:] }
    return [input: .string(title)]
  }

  mutating func send(_ form: CreateForm, at now: Timestamp) -> [DashboardEffect] {
    var form = form
    guard let order = form.order() else {
      overlays.append(.form(form))
      return []
    }
    // What was refused, sent as it stands, is no second wish.
    if let job = selected?.job, job.server == form.server, order.count == 1,
      job.draft == Draft(inputs: order.inputs, label: order.label.isEmpty ? nil : order.label)
    {
      resend(job, at: now)
    }
    return start(order, on: form.server, at: now)
  }

  /// Starts what was asked for, or the first of it.
  mutating func start(
    _ order: CreateOrder,
    on server: String,
    at now: Timestamp
  ) -> [DashboardEffect] {
    if !order.inputs.isEmpty { lastInputs[server] = order.inputs }
    batches.append(Batch(order, on: server, at: now))
    // One job is its own news: its row is there at once, where there is room for it.
    if order.count == 1, table.shown.count >= layout.visibleRows {
      notice = .news("Starting a job on \(server).", at: now)
    } else if order.count > 1 {
      let pace = order.rate.map { ", \(JSON($0).description) a second" } ?? ""
      notice = .news("Starting \(ShortText.jobs(order.count)) on \(server)\(pace).", at: now)
    }
    return startDue(at: now)
  }

  /// The server that was named, else that of the selected row, else the only one that can create; says
  /// why where there is none.
  mutating func serverForCreate(
    named name: String? = nil,
    at now: Timestamp
  ) -> ServerDescription? {
    guard !isReadOnly else {
      refuseChange(at: now)
      return nil
    }
    if let name, server(named: name) == nil {
      refuseServer(name, at: now)
      return nil
    }
    let here = (name ?? selected?.job.server).flatMap { server(named: $0) }
    if let here, !here.operations.contains(.create) {
      notice = .news(unsupported(.create, on: here.name), at: now)
      return nil
    }
    let able = servers.filter { $0.operations.contains(.create) }
    if here == nil, able.count > 1 {
      let names = able.map { "@" + $0.name }.joined(separator: ", ")
      notice = .news("On which server? :create @SERVER starts a job on one of \(names).", at: now)
      return nil
    }
    guard let server = here ?? able.first else {
      let why =
        servers.isEmpty
        ? "there is no server; :connect URL watches one, :demo starts a simulator"
        : "no server here can create jobs"
      notice = .news("No job was started: \(why).", at: now)
      return nil
    }
    return server
  }
}
