import JobModel

extension ServerDescription {
  /// What the screen needs to know of a server.
  ///
  /// What a create asks for is not in it: nothing is created where a recording is played.
  var recorded: JSON {
    [
      "name": .string(name),
      "url": .string(url),
      "profile": .string(profile),
      "operations": .array(operations.map(\.rawValue).sorted().map { .string($0) }),
      "oneJob": .boolean(hasOneJob),
    ]
  }

  /// Reads what `recorded` wrote.
  /// - Throws: `Recording.Problem` where there is no name.
  init(recorded json: JSON) throws {
    var operations: Set<JobOperation> = []
    if case .array(let words)? = json["operations"] {
      operations = Set(words.compactMap { $0.string.flatMap { JobOperation(rawValue: $0) } })
    }
    self.init(
      name: try json.needed("name"),
      url: json["url"]?.string ?? "",
      profile: json["profile"]?.string ?? "",
      operations: operations,
      hasOneJob: json["oneJob"]?.boolean ?? false
    )
  }
}
