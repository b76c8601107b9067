/// What can be typed on the screen, for the manual; the same tables feed the help and the screen.
package enum Reference {
  /// One thing that can be typed, and what it does.
  package struct Entry: Hashable, Sendable {
    /// As it is typed.
    package let typed: String
    /// One line.
    package let about: String
    /// Under which name the configuration gives it other keys; nothing where it cannot.
    package var name: String?
  }

  /// The keys of the table of jobs.
  package static var keys: [Entry] {
    KeyTable.standard.bindings.filter { $0.modes.contains(.table) && !$0.keys.isEmpty }.map {
      Entry(typed: $0.names, about: $0.help, name: $0.rebindingName)
    }
  }

  /// The commands behind `:`.
  package static var commands: [Entry] {
    Command.all.map {
      Entry(typed: $0.arguments.isEmpty ? $0.name : "\($0.name) \($0.arguments)", about: $0.about)
    }
  }

  /// The facts that a filter asks for by name.
  package static var filterFields: [Entry] {
    FilterField.all.map { Entry(typed: $0.name, about: $0.about) }
  }
}
