import JobModel

extension InputField {
  /// A value as this field's type has it: texts that were entered become numbers, booleans and lists.
  ///
  /// Nothing where the value makes no sense for the field.
  package func value(from given: JSON) -> JSON? {
    typed(given).flatMap { admits($0) ? $0 : nil }
  }

  private func typed(_ given: JSON) -> JSON? {
    switch type {
    case .text: return given.text.map { _ in given }
    case .number: return given.text.flatMap { JSON(number: $0) }
    case .integer: return given.integer.map { .number(String($0)) }
    case .boolean: return given.boolean.map { .boolean($0) }
    case .url:
      guard let text = given.string, text.contains("://") else { return nil }
      return given
    case .list:
      guard case .array(let elements) = FactValue.list(given),
        elements.allSatisfy({ $0.text != nil })
      else { return nil }
      return .array(elements)
    case .choice(let choices):
      guard let text = given.text, choices.contains(text) else { return nil }
      return .string(text)
    }
  }
}
