/// Something that the command line can do: a command, or what a key does.
struct PaletteEntry: Sendable {
  /// What stands at the left: `:track ID…`, or the key.
  let name: String
  /// What it does, in a line.
  let about: String
  let deed: Deed

  enum Deed: Sendable {
    case command(Command)
    case action(Action)
    case own(OwnCommand)
    /// Starts a job on that server.
    case start(String)
  }

  init(_ command: Command) {
    name = ":" + [command.name, command.arguments].filter { !$0.isEmpty }.joined(separator: " ")
    about = command.about
    deed = .command(command)
  }

  init(_ binding: Binding) {
    name = binding.names
    about = binding.help
    deed = .action(binding.action)
  }

  init(_ command: OwnCommand) {
    name = ":" + command.name
    about = command.line.about
    deed = .own(command)
  }

  init(startingOn server: String) {
    name = ":" + Palette.startLine(server)
    about = "Start a job on \(server)"
    deed = .start(server)
  }

  /// The commands, the user's own, jobs on each of several servers, then what the keys of the table
  /// do; what needs the key itself is left to it.
  static func all(in palette: Palette) -> [PaletteEntry] {
    let bindings = palette.bindings.filter { binding in
      guard binding.modes.contains(.table) else { return false }
      return switch binding.action {
      case .move, .showView, .back, .commands: false
      default: true
      }
    }
    let servers = palette.servers.count > 1 ? palette.servers : []
    return palette.commands.map { PaletteEntry($0) } + palette.own.map { PaletteEntry($0) }
      + servers.map { PaletteEntry(startingOn: $0) } + bindings.map { PaletteEntry($0) }
  }

  /// How well it fits what was typed: its short name by letters that lie apart, what it does by
  /// whole words or their parts.
  func match(_ pattern: String) -> Match? {
    if let match = FuzzyMatch(pattern.filter { !$0.isWhitespace }, in: word) {
      return Match(letters: match, isInName: true)
    }
    let words = pattern.split(whereSeparator: \.isWhitespace)
    let matches = words.compactMap { FuzzyMatch(whole: $0, in: about) }
    guard matches.count == words.count else { return nil }
    return Match(letters: FuzzyMatch(matches), isInName: false)
  }

  /// Where the letters of a pattern were found.
  struct Match: Sendable {
    let letters: FuzzyMatch
    let isInName: Bool

    /// The higher the better; a name counts most.
    var score: Int { letters.score + (isInName ? 20 : 0) }
  }

  /// Its short name: that of the command, or of what the key does.
  private var word: String {
    switch deed {
    case .command(let command): command.name
    case .action(let action): action.name ?? ""
    case .own(let command): command.name
    case .start(let server): Palette.startLine(server)
    }
  }
}
