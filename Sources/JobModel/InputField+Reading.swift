extension InputField {
  /// What someone entered as the value to send; nothing where it makes no sense for the field.
  public func value(of text: String) -> JSON? {
    type.value(of: text).flatMap { admits($0) ? $0 : nil }
  }

  /// Whether a value of its type is within its bounds.
  public func admits(_ value: JSON) -> Bool {
    guard let number = value.double else { return true }
    return minimum.map { number >= $0 } ?? true && maximum.map { number <= $0 } ?? true
  }

  /// What may be entered, as the end of a sentence.
  public var allowed: String {
    let least = minimum.map { " from \(JSON($0).description)" } ?? ""
    let most = maximum.map { " \(minimum == nil ? "up " : "")to \(JSON($0).description)" } ?? ""
    return type.allowed + least + most
  }
}
