/// A JSON value; members keep their order and numbers the digits that the server wrote.
///
/// `JSONSerialization` keeps neither, and a job's id may be a number of more digits than a double.
public enum JSON: Hashable, Sendable {
  /// `null`, which is not the same as nothing.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// The digits as written, as in `42`, `-1.5e3`; other text is written as a string.
  case number(String)
  /// A text, its escapes undone.
  case string(String)
  /// Elements in their order.
  case array([JSON])
  /// Members in their order; of two with one name the last one counts.
  case object([Member])

  /// One member of an object.
  public struct Member: Hashable, Sendable {
    /// The member's name.
    public var name: String
    /// The member's value.
    public var value: JSON

    /// Makes a member.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }
}

extension JSON {
  /// The member of that name; nothing where there is none, or this is not an object.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// The element at that place; nothing where there is none, or this is not an array.
  public subscript(index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The text of a string; nothing for anything else.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The text of a string, a number as written, or a boolean; nothing for null and containers.
  public var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// A number, also one inside a string; nothing where it is not finite.
  public var double: Double? {
    switch self {
    case .number(let text), .string(let text):
      Double(text).flatMap { $0.isFinite ? $0 : nil }
    case .null, .boolean, .array, .object: nil
    }
  }

  /// A whole number, also one inside a string or with a fraction of zero (`3.0`).
  public var integer: Int? {
    if let text, let value = Int(text) { return value }
    return double.flatMap { Int(exactly: $0) }
  }

  /// A boolean, also inside a string.
  public var boolean: Bool? {
    switch self {
    case .boolean(let value): value
    case .string("true"): true
    case .string("false"): false
    case .null, .number, .string, .array, .object: nil
    }
  }
}

// No nil literal: `condition ? json : nil` would then quietly be JSON's null and not nothing.
extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self.init(value) }
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object, members as written.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0, $1) })
  }

  /// A number; one that is not finite becomes null.
  public init(_ value: Double) {
    self = value.isFinite ? .number(JSON.digits(value)) : .null
  }

  private static func digits(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}
