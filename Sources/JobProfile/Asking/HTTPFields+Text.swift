import HTTPTypes

extension HTTPFields {
  /// The value of the field of that name, compared without case.
  func text(_ name: String) -> String? {
    HTTPField.Name(name).flatMap { self[$0] }
  }
}
