extension InputField {
  /// What someone entered as the value to send; nothing where it makes no sense for the field.
  public func value(of text: String) -> JSON? {
    type.value(of: text).flatMap { admits($0) ? $0 : nil }
  }

  /// Whether a value of its type is within its bounds.
  public func admits(_ value: JSON) -> Bool {
    guard let minimum, let number = value.double else { return true }
    return number >= minimum
  }

  /// What may be entered, as the end of a sentence.
  public var allowed: String {
    guard let minimum else { return type.allowed }
    return "\(type.allowed) from \(JSON(minimum).description)"
  }
}
