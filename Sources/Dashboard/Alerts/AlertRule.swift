/// A filter, and what happens when a job comes to match it.
package struct AlertRule: Hashable, Sendable {
  /// The filter as it was typed.
  package let text: String
  /// What happens.
  package let target: AlertTarget
  let filter: Filter

  /// Makes a rule.
  /// - Throws: Why the filter cannot be understood.
  package init(_ text: String, target: AlertTarget = .bell) throws(FilterMistake) {
    self.text = text
    self.target = target
    filter = try Filter(whole: text)
  }

  /// Reads a rule as it is remembered, `FILTER → TARGET`; nothing where it cannot be understood.
  init?(line: String) {
    let (text, target) = AlertRule.parts(of: line.split(separator: " ").map { String($0) })
    guard let target = AlertTarget(target) else { return nil }
    do throws(FilterMistake) {
      try self.init(text, target: target)
    } catch {
      return nil
    }
  }

  /// The filter, and the words behind the arrow.
  static func parts(of words: [String]) -> (filter: String, target: [String]) {
    let arrow = words.firstIndex { $0 == "→" || $0 == "->" } ?? words.endIndex
    return (words[..<arrow].joined(separator: " "), Array(words[arrow...].dropFirst()))
  }

  /// As it is remembered, and typed.
  var line: String { target == .bell ? text : "\(text) → \(target.words)" }

  package static func == (one: AlertRule, other: AlertRule) -> Bool {
    one.text == other.text && one.target == other.target
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(target)
  }
}
