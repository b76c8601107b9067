import JobModel

extension JSON {
  /// Null, booleans and numbers as YAML 1.2 and JSON write them; every other word is text.
  init?(plainScalar text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    default:
      guard let first = text.utf8.first, first == 45 || (48...57).contains(first),
        let value = try? JSON(parsing: text), case .number = value
      else { return nil }
      self = value
    }
  }
}
