import JobModel

/// `--field name=value` and `--input FILE` as the values that a profile's inputs ask for.
struct InputFields {
  /// The inputs of each job that is to be created: one, or one for each object of the file.
  let jobs: [[String: JSON]]

  /// Reads them by the types of the server's inputs; a field goes before the file.
  /// - Throws: `CommandFailure` naming the field, what was given and what is allowed.
  init(_ fields: [String], file: String? = nil, of server: ServerDescription) throws {
    var given: [String: JSON] = [:]
    for (name, value) in try fields.map({ try Self.pair($0, server) }) {
      guard given.updateValue(value, forKey: name) == nil else {
        let isList = server.inputs.contains { $0.name == name && $0.type == .list }
        let advice = isList ? "give its texts together, with commas" : "leave one of them"
        throw CommandFailure(.usage, "--field \(name) is given twice; \(advice).")
      }
    }
    let objects = try file.map { try InputFile(path: $0).objects } ?? [InputFile.Object()]
    jobs = try objects.map { object in
      try object.values(of: server).merging(given) { $1 }
    }
    for (job, object) in zip(jobs, objects) {
      let lacking = server.inputs.first { $0.needsAnswer && job[$0.name] == nil }
      guard let lacking else { continue }
      let place = object.place.isEmpty ? "" : "\(object.place): "
      throw CommandFailure(
        .usage,
        "\(place)\(server.name) needs \(lacking.name): add --field \(lacking.name)=…"
      )
    }
  }

  private static func pair(_ field: String, _ server: ServerDescription) throws -> (String, JSON) {
    guard let equals = field.firstIndex(of: "=") else {
      throw CommandFailure(.usage, "--field is name=value; “\(field)” has no =.")
    }
    let input = try input(named: String(field[..<equals]), of: server)
    let text = String(field[field.index(after: equals)...])
    guard let value = input.value(of: text) else {
      throw CommandFailure(.usage, "--field \(input.name) is \(input.allowed); “\(text)” is not.")
    }
    return (input.name, value)
  }

  /// The input of that name.
  /// - Throws: `CommandFailure` with the nearest one.
  static func input(
    named name: String,
    of server: ServerDescription,
    at place: String? = nil
  ) throws -> InputField {
    if let input = server.inputs.first(where: { $0.name == name }) { return input }
    let place = place.map { $0 + ": " } ?? ""
    throw CommandFailure(
      .usage,
      "\(place)\(server.name) asks for no field “\(name)”; \(hint(name, server.inputs.map(\.name)))"
    )
  }

  private static func hint(_ name: String, _ names: [String]) -> String {
    if let meant = Spelling.nearest(to: name, among: names) { return "did you mean \(meant)?" }
    return names.isEmpty ? "it asks for none." : "it knows \(names.joined(separator: ", "))."
  }
}
