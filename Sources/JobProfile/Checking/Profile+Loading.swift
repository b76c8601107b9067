import Yams

extension Profile {
  /// Reads a profile.
  ///
  /// `file` stands in front of each mistake; where it ends with `.profile.yaml`, `name` must be its
  /// name without that.
  /// - Throws: all mistakes at once, each with file, line, what is wrong and what would be right.
  public init(yaml: String, file: String) throws(ProfileMistakes) {
    var reader = ProfileReader(file: file)
    if let root = reader.root(of: yaml), let profile = reader.profile(root),
      reader.check.mistakes.isEmpty
    {
      self = profile
      return
    }
    throw ProfileMistakes(mistakes: reader.check.sorted)
  }
}

extension ProfileReader {
  /// The tree of the YAML; nothing where it is none.
  fileprivate mutating func root(of yaml: String) -> Node? {
    do {
      if let node = try Yams.compose(yaml: yaml) { return node }
      check.report(
        "the file is empty; a profile has at least `name`, `status` and `states`.",
        line: 1
      )
    } catch let error as YamlError {
      report(error)
    } catch {
      check.report("this is not YAML: \(error)", line: 1)
    }
    return nil
  }

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      check.report("this is not YAML: \(problem).", line: mark.line)
    case .duplicatedKeysInMapping(let keys, let context):
      let list = keys.map { "`\($0)`" }.joined(separator: ", ")
      check.report(
        "\(list) stands twice in one map; a key may stand once.",
        line: context.mark.line
      )
    case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      check.report("this is not YAML: \(error).", line: 1)
    }
  }
}
