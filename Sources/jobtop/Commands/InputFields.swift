import JobModel

/// `--field name=value` as the values that a profile's inputs ask for.
struct InputFields {
  let values: [String: JSON]

  /// Reads them by the types of the server's inputs.
  /// - Throws: `CommandFailure` naming the field, what was given and what is allowed.
  init(_ fields: [String], of server: ServerDescription) throws {
    var values: [String: JSON] = [:]
    for field in fields {
      guard let equals = field.firstIndex(of: "=") else {
        throw CommandFailure(.usage, "--field is name=value; “\(field)” has no =.")
      }
      let name = String(field[..<equals])
      guard let input = server.inputs.first(where: { $0.name == name }) else {
        throw CommandFailure(
          .usage,
          "\(server.name) asks for no field “\(name)”; \(Self.hint(name, server.inputs.map(\.name)))"
        )
      }
      values[name] = try Self.value(String(field[field.index(after: equals)...]), for: input)
    }
    self.values = values
  }

  private static func hint(_ name: String, _ names: [String]) -> String {
    if let meant = Spelling.nearest(to: name, among: names) { return "did you mean \(meant)?" }
    return names.isEmpty ? "it asks for none." : "it knows \(names.joined(separator: ", "))."
  }

  private static func value(_ text: String, for input: InputField) throws -> JSON {
    guard let value = input.value(of: text) else {
      throw CommandFailure(.usage, "--field \(input.name) is \(input.allowed); “\(text)” is not.")
    }
    return value
  }
}
