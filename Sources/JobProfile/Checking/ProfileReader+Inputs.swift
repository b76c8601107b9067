import JobModel
import Yams

extension ProfileReader {
  /// The section `inputs`.
  mutating func inputFields(_ entry: Section.Entry?) -> [InputField] {
    guard let entry, let section = section(entry.node, called: "`inputs`", keys: nil) else {
      return []
    }
    return section.entries.compactMap { field in
      guard !field.key.isEmpty, field.key.utf8.allSatisfy(\.isNameByte) else {
        check.report(
          "`\(field.key)` cannot name an input: letters, digits, `_` and `-` can.",
          line: field.line
        )
        return nil
      }
      return inputField(field)
    }
  }

  private mutating func inputField(_ entry: Section.Entry) -> InputField? {
    guard case .mapping = entry.node else { return shortField(entry) }
    guard let section = section(entry.node, called: "an input", keys: SectionKeys.input) else {
      return nil
    }
    var field = InputField(name: entry.key, type: type(section["type"]) ?? .text)
    field.isRequired = boolean(section["required"]) ?? false
    field.minimum = bound(section["minimum"], of: field.type)
    field.maximum = bound(section["maximum"], of: field.type)
    field.about = text(section["about"])
    if let given = section["default"] {
      field.defaultValue = value(of: given.node)
      if let value = field.defaultValue.flatMap(field.value) {
        field.defaultValue = value
      } else {
        check.report("the default of `\(entry.key)` is not \(field.allowed).", at: given.node)
      }
    }
    return field
  }

  /// `NAME: VALUE`: the default, and its type.
  private mutating func shortField(_ entry: Section.Entry) -> InputField? {
    guard let value = value(of: entry.node), value != .null else {
      check.report(
        "an input is its default value, or {type, default, required, minimum, maximum, about}.",
        at: entry.node
      )
      return nil
    }
    let type: InputType =
      switch value {
      case .boolean: .boolean
      case .number: value.text.flatMap { Int($0) } == nil ? .number : .integer
      case .null, .string, .array, .object: .text
      }
    return InputField(name: entry.key, type: type, defaultValue: value)
  }

  private mutating func bound(_ entry: Section.Entry?, of type: InputType) -> Double? {
    guard let entry else { return nil }
    guard type == .number || type == .integer else {
      check.report(
        "`\(entry.key)` bounds a number; this input is \(type.allowed).",
        line: entry.line
      )
      return nil
    }
    if let number = entry.node.scalar.flatMap({ Double($0.string) }), number.isFinite {
      return number
    }
    wrong(entry, "a number")
    return nil
  }

  private mutating func type(_ entry: Section.Entry?) -> InputType? {
    guard let entry else { return nil }
    if case .sequence(let nodes) = entry.node {
      let choices = nodes.compactMap { $0.scalar?.string }
      if choices.isEmpty { wrong(entry, "a type or a list of choices") }
      return .choice(choices)
    }
    let types: [(String, InputType)] = [
      ("text", .text), ("number", .number), ("integer", .integer), ("boolean", .boolean),
      ("url", .url), ("list", .list),
    ]
    let word = entry.node.scalar?.string ?? ""
    if let type = types.first(where: { $0.0 == word }) { return type.1 }
    let list = types.map { "`\($0.0)`" }.joined(separator: ", ")
    let hint = Spelling.nearest(to: word, among: types.map(\.0))
    wrong(entry, "one of \(list), or a list of choices", hint: hint)
    return nil
  }

  /// A default as it is written; a list of texts too.
  private func value(of node: Node) -> JSON? {
    switch node {
    case .scalar(let scalar):
      guard scalar.style == .plain, let value = JSON(plainScalar: scalar.string) else {
        return .string(scalar.string)
      }
      return value
    case .sequence(let nodes): return .array(nodes.compactMap { value(of: $0) })
    case .mapping, .alias: return nil
    }
  }
}

extension UInt8 {
  /// Whether it may stand in the name of an input.
  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
