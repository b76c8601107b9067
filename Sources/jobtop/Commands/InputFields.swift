import ArgumentParser
import JobModel

/// `--field name=value` as the values that a profile's inputs ask for.
struct InputFields {
  let values: [String: JSON]

  /// Reads them by the types of the server's inputs.
  /// - Throws: `ValidationError` naming the field, what was given and what is allowed.
  init(_ fields: [String], of server: ServerDescription) throws {
    var values: [String: JSON] = [:]
    for field in fields {
      guard let equals = field.firstIndex(of: "=") else {
        throw ValidationError("--field is name=value; “\(field)” has no =.")
      }
      let name = String(field[..<equals])
      guard let input = server.inputs.first(where: { $0.name == name }) else {
        let names = server.inputs.map(\.name).joined(separator: ", ")
        throw ValidationError(
          "\(server.name) asks for no field “\(name)”; "
            + (names.isEmpty ? "it asks for none." : "it knows \(names).")
        )
      }
      values[name] = try Self.value(String(field[field.index(after: equals)...]), for: input)
    }
    self.values = values
  }

  private static func value(_ text: String, for input: InputField) throws -> JSON {
    guard let value = input.value(of: text) else {
      throw ValidationError("--field \(input.name) is \(input.allowed); “\(text)” is not.")
    }
    return value
  }
}
