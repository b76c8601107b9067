import JobModel

extension DashboardState {
  /// The command line before anything is typed; it offers nothing that would be refused.
  var palette: Palette {
    let servers = servers.filter { $0.operations.contains(.create) && !isReadOnly }
    return Palette(
      keys.bindings.filter { !forbids($0.action) },
      commands: Command.all.filter { !forbids($0) },
      own: ownCommands.filter { !isReadOnly || $0.isSafe },
      servers: servers.map(\.name)
    )
  }

  /// Whether an action cannot be done on this screen, or not while it shows the past.
  func forbids(_ action: Action) -> Bool {
    isReadOnly && action.changesJobs || isRewound && action.isForNow
      || replay != nil && action.asksServers
  }

  private func forbids(_ command: Command) -> Bool {
    isReadOnly && command.changesJobs || (isRewound || replay != nil) && command.isForNow
  }

  /// Does what is marked, or runs the command that was typed.
  mutating func accept(_ palette: Palette, at now: Timestamp) -> [DashboardEffect] {
    if let command = palette.command, command.needsArguments,
      palette.input.text.trimmed == command.name
    {
      // What is missing can be typed right behind it.
      var palette = palette
      palette.input = TextInput(command.name + " ")
      overlays.append(.command(palette))
      return []
    }
    guard palette.command == nil, let entry = palette.chosen else {
      return runTyped(palette, at: now)
    }
    return carryOut(entry, of: palette, at: now)
  }

  /// Does what an entry stands for, whatever else is typed; the palette is closed.
  mutating func carryOut(
    _ entry: PaletteEntry,
    of palette: Palette,
    at now: Timestamp
  ) -> [DashboardEffect] {
    switch entry.deed {
    case .action(let action):
      bindCursor(for: action)
      return performAllowed(action, at: now)
    case .own(let command): return run(command, at: now)
    case .command(let command) where command.needsArguments:
      var palette = palette
      palette.put(command.name + " ")
      overlays.append(.command(palette))
      return []
    case .command(let command): return run(command.name, at: now)
    case .start(let server): return run(Palette.startLine(server), at: now)
    }
  }

  /// Runs the line; one that makes no sense stays, with what is wrong, to be mended.
  private mutating func runTyped(_ palette: Palette, at now: Timestamp) -> [DashboardEffect] {
    notice = nil
    let effects = run(palette.input.text, at: now)
    guard let notice, notice.isTrouble else { return effects }
    var palette = palette
    palette.mistake = notice.text
    self.notice = nil
    overlays.append(.command(palette))
    return effects
  }

  mutating func run(_ line: String, at now: Timestamp) -> [DashboardEffect] {
    let words = CommandWords.split(line)
    guard let name = words.first else { return [] }
    if let own = ownCommands.first(where: { $0.name == name }) { return run(own, at: now) }
    guard let command = Command.all.first(where: { $0.name == name }) else {
      let known = (Command.all.map(\.name) + ownCommands.map(\.name)).joined(separator: ", ")
      notice = .trouble("No command “\(name)”. There are: \(known).", at: now)
      return []
    }
    guard replay == nil || !command.isForNow else {
      refuseChange(at: now)
      return []
    }
    guard !isRewound || !command.isForNow else {
      refuseInThePast(at: now)
      return []
    }
    return command.run(&self, Array(words.dropFirst()), now)
  }

  mutating func track(_ words: [String], at now: Timestamp) -> [DashboardEffect] {
    let named = words.serverName
    var known: Set<JobID> = []
    let ids = words.filter { !$0.hasPrefix("@") }.meanings.map { JobID($0) }
      .filter { known.insert($0).inserted }
    guard let server = named ?? selected?.job.server ?? servers.first?.name,
      self.server(named: server) != nil
    else {
      refuseServer(named ?? "", at: now)
      return []
    }
    guard !ids.isEmpty else {
      notice = .trouble("Which jobs? As in: track 7f3a91c0 b02e77aa", at: now)
      return []
    }
    notice = .news("Following \(ShortText.jobs(ids.count)) on \(server).", at: now)
    return [.track(server: server, ids: ids)]
  }

  mutating func refuseServer(_ name: String, at now: Timestamp) {
    let known = servers.map(\.name).joined(separator: ", ")
    notice = .trouble("No server “\(name)”. There are: \(known).", at: now)
  }

  mutating func forgetRows(_ words: [String], at now: Timestamp) -> [DashboardEffect] {
    let runs: [RunID]
    switch words {
    case []: runs = cursor.run == nil ? [] : table.runs(at: cursor.position)
    case ["ended"]: runs = table.rows.filter { $0.job.state.isFinal }.map(\.job.run)
    default:
      notice = .trouble("forget takes nothing (this row) or “ended” (all that ended).", at: now)
      return []
    }
    guard !runs.isEmpty else {
      notice = .news("There is nothing to forget.", at: now)
      return []
    }
    notice = .news("Forgetting \(ShortText.jobs(runs.count)); on the server they stay.", at: now)
    return [.forget(runs)]
  }

  /// With values at once, without any by the form.
  mutating func create(_ words: [String], at now: Timestamp) -> [DashboardEffect] {
    guard let server = serverForCreate(named: words.serverName, at: now) else { return [] }
    let values = words.filter { !$0.hasPrefix("@") }
    guard !values.isEmpty else {
      if server.inputs.isEmpty {
        return start(CreateOrder(inputs: [:]), on: server.name, at: now)
      }
      openForm(for: server, isForMany: false)
      return []
    }
    switch inputs(values, for: server) {
    case .success(let inputs):
      return start(CreateOrder(inputs: inputs), on: server.name, at: now)
    case .failure(let failure):
      notice = .trouble(failure.description, at: now)
      return []
    }
  }

  private func inputs(
    _ words: [String],
    for server: ServerDescription
  ) -> Result<[String: JSON], JobFailure> {
    var inputs: [String: JSON] = [:]
    for word in words {
      let whole = CommandWords.meaning(of: word) ?? word
      let parts = whole.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let field = server.inputs.first(where: { $0.name == parts[0] }) else {
        let known = server.inputs.map { $0.name + "=…" }.joined(separator: ", ")
        return .failure(.invalid(name: "create", given: word, allowed: "there are " + known))
      }
      guard let given = CommandWords.meaning(of: parts[1]) else {
        let allowed = "it begins with a quotation mark and must end with one"
        return .failure(.invalid(name: field.name, given: String(parts[1]), allowed: allowed))
      }
      guard let value = field.value(of: given) else {
        return .failure(.invalid(name: field.name, given: given, allowed: field.allowed))
      }
      inputs[field.name] = value
    }
    if let missing = server.inputs.first(where: { $0.needsAnswer && inputs[$0.name] == nil }) {
      return .failure(.invalid(name: missing.name, given: "", allowed: "it must be given"))
    }
    return .success(inputs)
  }
}

extension [String] {
  /// The server that one of the words names, as in `@render`.
  fileprivate var serverName: String? {
    last { $0.hasPrefix("@") }.map { String($0.dropFirst()) }
  }
}
