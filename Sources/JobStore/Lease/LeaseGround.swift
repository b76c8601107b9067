/// Where the processes that share a store see each other: files with the kernel's locks on them, or a
/// model of those.
package protocol LeaseGround {
  /// What each of the other processes that live has shown.
  mutating func others() -> [LeaseShow]

  /// Shows that we run, and with a line what we want from now on.
  mutating func show(_ line: String?)

  /// Whether the turn is ours, and has not been taken from us.
  mutating func holdsTurn() -> Bool

  /// Takes the turn where nobody has it; by force from whoever has it.
  /// - Returns: Whether it is ours now.
  mutating func takeTurn(byForce: Bool) -> Bool

  /// Leaves the turn to others.
  mutating func giveTurnBack()
}

/// What another process has shown.
package struct LeaseShow: Sendable {
  /// What that process is called.
  package let name: String
  /// What it wants.
  package let line: String
  /// Another number each time it shows that it runs.
  package let changed: Int64

  package init(name: String, line: String, changed: Int64) {
    self.name = name
    self.line = line
    self.changed = changed
  }
}
