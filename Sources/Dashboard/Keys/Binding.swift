import Screen

/// Keys, what they do, and how the footer and the help name that.
struct Binding: Sendable {
  /// The keys by name, as in `q F10`; the footer names the first one.
  let names: String
  let keys: [Key]
  let action: Action
  let modes: [Mode]
  /// One line for the help.
  let help: String
  let hint: Hint?

  /// What the footer says, and its rank there where room is scarce.
  struct Hint: Hashable, Sendable {
    let title: String
    let rank: Int
  }

  init(
    _ names: String,
    _ action: Action,
    in modes: [Mode],
    _ help: String,
    _ title: String? = nil,
    _ rank: Int = 0
  ) {
    self.names = names
    keys = names.split(separator: " ").compactMap { Key(name: $0) }
    self.action = action
    self.modes = modes
    self.help = help
    hint = title.map { Hint(title: $0, rank: rank) }
  }
}
