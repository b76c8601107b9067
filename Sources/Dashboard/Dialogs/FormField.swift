import JobModel

/// One input of a form: what it asks for, what stands in it, and what is wrong with that.
struct FormField: Hashable, Sendable {
  let field: InputField
  var input: TextInput
  private(set) var problem: String?

  init(_ field: InputField, value: JSON?) {
    self.field = field
    input = TextInput(FormField.text(of: value ?? field.defaultValue))
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

  mutating func clearProblem() { problem = nil }

  /// The value to send, or nothing; notes a problem where what was typed makes no sense.
  mutating func check() -> JSON? {
    let text = input.text.trimmed
    guard !text.isEmpty else {
      problem = field.isRequired && field.defaultValue == nil ? "must be filled in" : nil
      return nil
    }
    let value = field.value(of: text)
    problem = value == nil ? "must be " + field.allowed : nil
    return value
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
