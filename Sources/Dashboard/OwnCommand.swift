import JobModel
import Screen

/// A program of the user's own that gets jobs to work on.
package struct OwnCommand: Hashable, Sendable {
  /// What it is called, on the command line too.
  package var name: String
  /// The key that runs it.
  package var key: Key?
  /// The jobs that it is for; empty: all.
  package var filter: String
  /// The program and its arguments.
  package var words: [String]
  /// It changes nothing, so that a read-only screen offers it too.
  package var isSafe: Bool

  /// Describes a command.
  package init(
    name: String,
    key: Key? = nil,
    filter: String = "",
    words: [String],
    isSafe: Bool = false
  ) {
    self.name = name
    self.key = key
    self.filter = filter
    self.words = words
    self.isSafe = isSafe
  }

  /// Why a key cannot be a command's beside those keys; nothing where it can.
  package static func obstacle(to key: Key, in keys: KeyTable) -> String? {
    for mode in [Mode].jobs {
      guard
        let binding = keys.bindings.first(where: {
          $0.modes.contains(mode) && $0.keys.contains(key)
        })
      else { continue }
      return "\(key.name) is taken: \(binding.help)"
    }
    return nil
  }

  /// What is wrong with a filter; nothing where it is fine.
  package static func mistake(inFilter text: String) -> String? {
    Filter.mistake(inWhole: text)?.sentence
  }

  /// Why a name cannot be a command's; nothing where it can.
  package static func obstacle(toName name: String) -> String? {
    Command.all.contains { $0.name == name } ? "\(name) is a command of jobtop itself" : nil
  }

  /// How the help names it.
  var line: (names: String, about: String) {
    let key = key.map { $0.name + "  " } ?? ""
    let jobs = filter.isEmpty ? "" : ", for " + filter
    return (key + ":" + name, "Runs " + (words.first ?? "") + jobs)
  }
}
