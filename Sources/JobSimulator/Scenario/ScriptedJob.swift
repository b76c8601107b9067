import JobModel

/// A job that a scenario spells out instead of leaving it to chance.
package struct ScriptedJob: Hashable, Sendable {
  /// How one of its tries ends.
  package enum Ending: String, Hashable, Sendable, CaseIterable {
    case completed, failed
  }

  /// Its title; nothing: drawn.
  package var title: String?
  /// What sort of work it is; nothing: drawn.
  package var kind: String?
  /// How long it takes in all; nothing: drawn.
  package var length: Duration?
  /// How long before the start of the server it was created.
  package var age: Duration
  /// How its tries end, one after the other; empty: drawn.
  package var endings: [Ending]
  /// Why a try of it fails; nothing: drawn.
  package var reason: String?

  /// Makes a job of which everything is drawn.
  package init(
    title: String? = nil,
    kind: String? = nil,
    length: Duration? = nil,
    age: Duration = .zero,
    endings: [Ending] = [],
    reason: String? = nil
  ) {
    self.title = title
    self.kind = kind
    self.length = length
    self.age = age
    self.endings = endings
    self.reason = reason
  }
}
