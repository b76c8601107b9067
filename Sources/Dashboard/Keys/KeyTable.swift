import JobModel
import Screen

/// The keys in use: the keymap, with what the user has changed of it.
package struct KeyTable: Sendable {
  /// In the order of the footer and of the help.
  let bindings: [Binding]
  private let actions: [Mode: [Key: Action]]

  /// The keymap as it is.
  package static let standard = KeyTable(Keymap.bindings)

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    actions = Mode.allCases.reduce(into: [:]) { table, mode in
      for binding in bindings where binding.modes.contains(mode) {
        for key in binding.keys { table[mode, default: [:]][key] = binding.action }
      }
    }
  }

  func action(for key: Key, in mode: Mode) -> Action? {
    actions[mode]?[key]
  }

  /// The bindings of one mode that its footer names.
  func hints(in mode: Mode) -> [Binding] {
    bindings.filter { $0.hint != nil && !$0.keys.isEmpty && $0.modes.contains(mode) }
  }

  /// The first key that does it in the table, for a sentence that names it.
  func name(of action: Action) -> String {
    bindings.first { $0.action == action && $0.modes.contains(.table) }?.keys.first?.name
      ?? "(no key)"
  }
}

extension KeyTable {
  /// Other keys for an action of the table, as in `cancel: X F9`.
  package struct Change: Hashable, Sendable {
    package let name: String
    /// Separated by blanks; `none` for no key.
    package let keys: String

    /// Names an action and its new keys.
    package init(name: String, keys: String) {
      self.name = name
      self.keys = keys
    }
  }

  /// What is wrong with the change at a place, and what would be right, as clauses.
  package struct Mistake: Error, Hashable {
    package let place: Int
    package let problem: String
    package let right: String
  }

  /// The names by which the actions of the table are changed.
  package static var names: [String] { Keymap.bindings.compactMap(\.rebindingName) }

  /// The keymap with changes, or what is wrong with them.
  package static func standard(
    with changes: [Change]
  ) -> (table: KeyTable, mistakes: [Mistake]) {
    var bindings = Keymap.bindings
    var mistakes: [Mistake] = []
    var changed: [Int: Int] = [:]
    for (place, change) in changes.enumerated() {
      guard let index = bindings.firstIndex(where: { $0.rebindingName == change.name }) else {
        mistakes.append(unknown(change, place))
        continue
      }
      let words = change.keys == "none" ? [] : change.keys.split(separator: " ").map(String.init)
      if let wrong = words.first(where: { Key(name: $0) == nil }) {
        let right = "keys such as x, F9, ctrl-x, alt-x, PgUp, Space, or none"
        mistakes.append(Mistake(place: place, problem: "“\(wrong)” is no key", right: right))
        continue
      }
      bindings[index] = bindings[index].bound(to: words.joined(separator: " "))
      changed[index] = place
    }
    mistakes += conflicts(bindings, changed)
    return (KeyTable(bindings), mistakes.sorted { $0.place < $1.place })
  }

  private static func unknown(_ change: Change, _ place: Int) -> Mistake {
    let right =
      Spelling.nearest(to: change.name, among: names).map { "\($0) is known" }
      ?? "one of those that jobtop help and its manual page name, as cancel or mark-all"
    return Mistake(place: place, problem: "there is no action \(change.name)", right: right)
  }

  /// Keys that would do two things at once, told where one of them was changed.
  private static func conflicts(_ bindings: [Binding], _ changed: [Int: Int]) -> [Mistake] {
    changed.sorted { $0.value < $1.value }.flatMap { index, place -> [Mistake] in
      bindings[index].keys.compactMap { key in
        let other = bindings.indices.first { other in
          other != index && bindings[other].keys.contains(key)
            && !Set(bindings[other].modes).isDisjoint(with: bindings[index].modes)
            && (changed[other] ?? -1) < place
        }
        return other.map { other in
          let name = bindings[other].rebindingName
          return Mistake(
            place: place,
            problem: "\(key.name) does something else already: “\(bindings[other].help)”",
            right: name.map { "another key, or other keys for \($0)" } ?? "another key"
          )
        }
      }
    }
  }
}

extension Binding {
  /// The name by which the configuration changes its keys; nothing for keys of dialogs, and for
  /// those that must be there whatever happens.
  var rebindingName: String? {
    modes.contains(.table) && modes != Mode.allCases ? action.name : nil
  }

  fileprivate func bound(to names: String) -> Binding {
    Binding(names, action, in: modes, help, hint?.title, hint?.rank ?? 0)
  }
}
