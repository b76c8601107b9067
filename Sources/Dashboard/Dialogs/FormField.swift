import JobModel
import Screen

/// One input of a form: what it asks for, what stands in it, and what is wrong with that.
struct FormField: Hashable, Sendable {
  let field: InputField
  var input: TextInput
  private(set) var problem: String?

  /// What of it was clicked.
  enum Part: Hashable, Sendable {
    case label
    /// Its text, before a character or behind the last.
    case character(Int)
    /// What is picked: the arrow back, or the value and the arrow behind it.
    case choice(Int)
  }

  init(_ field: InputField, value: JSON?) {
    self.field = field
    let keepsLines = field.type == .text || field.type == .list
    input = TextInput(FormField.text(of: value ?? field.defaultValue), keepsLines: keepsLines)
  }

  /// What a field is picked from; empty where it is typed.
  var choices: [String] {
    switch field.type {
    case .choice(let choices): choices
    case .boolean: ["false", "true"]
    case .text, .number, .integer, .url, .list: []
    }
  }

  mutating func choose(by step: Int) {
    guard let last = choices.indices.last else { return }
    let current = choices.firstIndex(of: input.text) ?? (step > 0 ? -1 : last + 1)
    input = TextInput(choices[(current + step + choices.count) % choices.count])
    problem = nil
  }

  /// Takes a key, and says at once where what stands here now makes no sense.
  mutating func type(_ key: Key) {
    guard input.take(key) else { return }
    check()
    if input.text.trimmed.isEmpty { problem = nil }
  }

  /// The value to send; nothing where nothing stands here, or nothing that makes sense.
  var value: JSON? {
    let text = input.text.trimmed
    return text.isEmpty ? nil : field.value(of: text)
  }

  /// Notes what is wrong with what stands here.
  mutating func check() {
    if input.text.trimmed.isEmpty {
      problem = field.needsAnswer ? "must be filled in" : nil
    } else {
      problem = value == nil ? "must be " + field.allowed : nil
    }
  }

  /// A value as it stands in its field.
  private static func text(of value: JSON?) -> String {
    guard let value else { return "" }
    if case .array(let elements) = value {
      return elements.map { $0.text ?? $0.description }.joined(separator: ", ")
    }
    return value.text ?? (value == .null ? "" : value.description)
  }
}
