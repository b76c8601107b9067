import JobModel
import Screen

/// The command line: what is typed, and which of the fitting entries is marked.
struct Palette: Sendable {
  var input = TextInput()
  /// The place of the marked entry among those that fit.
  private(set) var marked = 0
  /// Why the line did nothing, until it is changed.
  var mistake: String?
  /// What it offers: what keys do, commands, the user's own.
  let bindings: [Binding]
  let commands: [Command]
  let own: [OwnCommand]
  /// The names of the servers that can create jobs.
  let servers: [String]

  init(
    _ bindings: [Binding] = KeyTable.standard.bindings,
    commands: [Command] = Command.all,
    own: [OwnCommand] = [],
    servers: [String] = []
  ) {
    self.bindings = bindings
    self.commands = commands
    self.own = own
    self.servers = servers
  }

  /// What is typed to start a job on a server.
  static func startLine(_ server: String) -> String { "create @" + server }

  mutating func type(_ key: Key) {
    guard input.take(key) else { return }
    marked = 0
    mistake = nil
  }

  /// Puts a whole line in the place of what is typed.
  mutating func put(_ line: String) {
    input = TextInput(line)
    marked = 0
    mistake = nil
  }

  mutating func move(_ movement: Movement) {
    let count = fitting.count
    guard count > 0 else { return }
    marked = movement.moved(from: marked, count: count, page: 10)
  }

  /// Marks one of those that fit.
  mutating func mark(_ place: Int) {
    marked = max(0, min(place, fitting.count - 1))
  }

  /// Takes over the name of the marked command, or of the one that is meant.
  mutating func complete() {
    guard command == nil, let entry = chosen else { return }
    switch entry.deed {
    case .command(let command):
      input = TextInput(command.name + (command.arguments.isEmpty ? "" : " "))
    case .own(let command): input = TextInput(command.name)
    case .start(let server): input = TextInput(Self.startLine(server) + " ")
    case .action: return
    }
    marked = 0
  }

  /// The command whose whole name begins the line.
  var command: Command? {
    let name = input.text.split(separator: " ").first.map(String.init)
    return Command.all.first { $0.name == name }
  }

  /// The marked entry.
  var chosen: PaletteEntry? {
    let fitting = fitting
    return fitting.indices.contains(marked) ? fitting[marked].entry : nil
  }

  /// The entries that fit, the best first; a command with its arguments is alone.
  var fitting: [(entry: PaletteEntry, match: PaletteEntry.Match?)] {
    if let command, input.text.contains(" ") { return [(PaletteEntry(command), nil)] }
    let all = PaletteEntry.all(in: self)
    guard !input.text.trimmed.isEmpty else { return all.map { ($0, nil) } }
    let matches = all.enumerated().compactMap { place, entry in
      entry.match(input.text).map { (place: place, entry: entry, match: $0) }
    }
    return matches.sorted { ($0.match.score, -$0.place) > ($1.match.score, -$1.place) }
      .map { ($0.entry, $0.match) }
  }
}
