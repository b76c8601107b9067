import JobModel

extension RequestReader {
  /// The first value that is needed and not there: the id, or a required input.
  ///
  /// A create without the id that the client might choose is fine, unless the profile says how such
  /// a request is answered (`absent`).
  func absent(in values: [String: JSON], _ operation: JobOperation) -> String? {
    let needsID = operation != .create || profile.spellings[.create]?.absent != nil
    for name in [Fact.Name.id, .ids] where needsID && sample.names(name) {
      let given = values[name.rawValue]
      // An id that is to be made of nothing is none.
      if given == nil || (operation == .create && given?.text == "") { return name.rawValue }
    }
    guard operation == .create else { return nil }
    return profile.inputs.first { field in
      field.isRequired && values["input.\(field.name)"] == nil
    }.map { "input.\($0.name)" }
  }

  /// Whether a body that is there has members where the sample has some.
  var isShapeFine: Bool {
    guard case .object? = sample.body, case .json(let value, _) = content else { return true }
    if case .object = value { return true }
    return false
  }

  /// Whether the id can be one of this server's: who makes UUIDs, and says how an unusable value is
  /// answered, looks nothing else up.
  func isIDFine(_ values: [String: JSON], _ operation: JobOperation) -> Bool {
    guard operation != .create, profile.simulation.ids == .uuid, !profile.clientChoosesID,
      profile.spellings[operation]?.invalid != nil, let id = values["id"]?.text
    else { return true }
    return id.isUUID
  }

  /// A create with its inputs, each of its own type; what was not sent has its default.
  func create(_ values: [String: JSON]) -> Route {
    var values = values
    for field in profile.inputs {
      let key = "input.\(field.name)"
      guard let given = values[key] ?? field.defaultValue else { continue }
      guard isTypeFine(given, field), let value = field.value(from: given) else {
        return .invalid(.create, name: name(of: key))
      }
      values[key] = value
    }
    return .operation(.create, values: values)
  }

  /// Who says how an unusable value is answered takes no number for a text; the others take what can
  /// be read.
  private func isTypeFine(_ given: JSON, _ field: InputField) -> Bool {
    guard field.type == .text, profile.spellings[.create]?.invalid != nil else { return true }
    return given.string != nil
  }

  /// A list whose next page is a URL of ours has its cursor there.
  func withCursor(_ values: [String: JSON]) -> [String: JSON] {
    guard values["next"] == nil, let cursor = query[Self.cursorName] else { return values }
    return values.merging(["next": .string(cursor)]) { $1 }
  }
}

extension String {
  /// Whether it is 32 hexadecimal digits, with or without the four hyphens (RFC 9562 §4).
  fileprivate var isUUID: Bool {
    let groups = split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    guard groups == [32] || groups == [8, 4, 4, 4, 12] else { return false }
    return allSatisfy { $0 == "-" || ($0.isASCII && $0.isHexDigit) }
  }
}
