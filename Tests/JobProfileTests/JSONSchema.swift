import JobModel

@testable import JobProfile

/// As much of JSON Schema 2020-12 as the schema of profiles uses.
struct JSONSchema {
  let root: JSON

  /// Where a value does not conform, as paths with what is wanted there; empty: it does.
  func problems(in value: JSON) throws -> [String] {
    try problems(in: value, against: root, at: "")
  }

  private func problems(in value: JSON, against schema: JSON, at path: String) throws -> [String] {
    guard case .object(let keywords) = schema else { return [] }
    return try keywords.flatMap { keyword in
      try problems(in: value, keyword: keyword.name, keyword.value, beside: schema, at: path)
    }
  }

  private func problems(
    in value: JSON,
    keyword: String,
    _ wanted: JSON,
    beside schema: JSON,
    at path: String
  ) throws -> [String] {
    func check(_ isFine: Bool) -> [String] {
      isFine ? [] : ["\(path): \(keyword) \(wanted.description)"]
    }
    switch keyword {
    case "$ref": return try problems(in: value, against: definition(wanted), at: path)
    case "anyOf":
      return check(
        try wanted.elements.contains { try problems(in: value, against: $0, at: path).isEmpty }
      )
    case "type":
      let types = wanted.array ?? [wanted]
      return check(
        types.contains { $0.string == value.typeName || value.isInteger && $0 == "integer" }
      )
    case "enum": return check(wanted.elements.contains(value))
    case "pattern":
      let regex = try Regex(wanted.string ?? "")
      return check(try value.string.map { try regex.firstMatch(in: $0) != nil } ?? true)
    case "minimum": return check(value.double.map { $0 >= wanted.double ?? 0 } ?? true)
    case "maximum": return check(value.double.map { $0 <= wanted.double ?? 0 } ?? true)
    case "minItems": return check(value.elements.count >= wanted.integer ?? 0)
    case "minLength": return check((value.string ?? "").count >= wanted.integer ?? 0)
    case "required":
      return check(wanted.elements.allSatisfy { value[$0.string ?? ""] != nil })
    case "items":
      return try value.elements.flatMap { try problems(in: $0, against: wanted, at: path + "/*") }
    case "propertyNames":
      return try value.members.flatMap {
        try problems(in: .string($0.name), against: wanted, at: path)
      }
    case "properties":
      return try value.members.flatMap { member in
        try wanted[member.name].map {
          try problems(in: member.value, against: $0, at: "\(path)/\(member.name)")
        } ?? []
      }
    case "additionalProperties":
      let others = value.members.filter { schema["properties"]?[$0.name] == nil }
      if wanted == false { return check(others.isEmpty) }
      return try others.flatMap {
        try problems(in: $0.value, against: wanted, at: "\(path)/\($0.name)")
      }
    case "$schema", "$defs", "title", "description", "default": return []
    default: return ["\(path): the test does not know \(keyword)"]
    }
  }

  /// What a `#/$defs/NAME` points to.
  private func definition(_ pointer: JSON) -> JSON {
    let name = pointer.string?.split(separator: "/").last.map(String.init) ?? ""
    return root["$defs"]?[name] ?? false
  }
}

extension JSON {
  /// The members of an object; none for anything else.
  var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  fileprivate var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  fileprivate var isInteger: Bool {
    guard case .number = self else { return false }
    return integer != nil
  }
}
