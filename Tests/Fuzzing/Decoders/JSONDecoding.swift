import JobModel

enum JSONDecoding: Decoding {
  static func take(_ bytes: [UInt8]) {
    guard let value = try? JSON(parsing: bytes) else { return }
    let again = try? JSON(parsing: value.description)
    precondition(again == value, "what is written is not what was read")
    _ = (value.text, value.double, value.integer, value.boolean)
  }
}
