import Foundation
import JobModel

/// As much of JSON Schema 2020-12 as the schema of profiles and the description of our API use.
package struct JSONSchema: Sendable {
  /// The document that references lead into.
  package let root: JSON
  private let schema: JSON

  /// A schema within a document, or the document itself.
  package init(root: JSON, schema: JSON? = nil) {
    self.root = root
    self.schema = schema ?? root
  }

  /// Where a value does not conform, as paths with what is wanted there; empty: it does.
  package func problems(in value: JSON) throws -> [String] {
    try problems(in: value, against: schema, at: "")
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
        try wanted.parts.contains { try problems(in: value, against: $0, at: path).isEmpty }
      )
    case "type":
      let types = wanted.list ?? [wanted]
      return check(
        types.contains { $0.string == value.typeName || value.isInteger && $0 == "integer" }
      )
    case "enum": return check(wanted.parts.contains(value))
    case "const": return check(wanted == value)
    case "format" where wanted == "date-time":
      return check(value.string.flatMap { Timestamp(iso8601: $0) } != nil)
    case "format" where wanted == "uri":
      return check(value.string.flatMap { URL(string: $0)?.scheme } != nil)
    case "pattern":
      let regex = try Regex(wanted.string ?? "")
      return check(try value.string.map { try regex.firstMatch(in: $0) != nil } ?? true)
    case "minimum": return check(value.double.map { $0 >= wanted.double ?? 0 } ?? true)
    case "maximum": return check(value.double.map { $0 <= wanted.double ?? 0 } ?? true)
    case "minItems": return check(value.parts.count >= wanted.integer ?? 0)
    case "minLength": return check((value.string ?? "").count >= wanted.integer ?? 0)
    case "required":
      return check(wanted.parts.allSatisfy { value[$0.string ?? ""] != nil })
    case "items":
      return try value.parts.flatMap { try problems(in: $0, against: wanted, at: path + "/*") }
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
    case "$schema", "$defs", "title", "description", "default", "format": return []
    default: return ["\(path): the test does not know \(keyword)"]
    }
  }

  /// What a reference such as `#/$defs/NAME` leads to.
  private func definition(_ pointer: JSON) -> JSON {
    let names = (pointer.string ?? "").split(separator: "/").dropFirst()
    return names.reduce(root) { $0[String($1)] ?? false }
  }
}

extension JSON {
  /// The members of an object; none for anything else.
  package var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// The elements of an array; none for anything else.
  fileprivate var parts: [JSON] { list ?? [] }

  fileprivate var list: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
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
