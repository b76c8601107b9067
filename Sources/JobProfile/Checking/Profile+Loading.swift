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
      guard let node = try Node.tree(of: yaml) else {
        check.report(
          "the file is empty; a profile has at least `name`, `status` and `states`.",
          line: 1
        )
        return nil
      }
      guard node.fits(in: Self.mostNodes) else {
        reportTooMany(at: node)
        return nil
      }
      return node
    } catch let error as YamlError {
      report(error, in: yaml)
    } catch {
      check.report("this is not YAML: \(error)", line: 1)
    }
    return nil
  }

  private mutating func report(_ error: YamlError, in yaml: String) {
    switch error {
    case .scanner(_, _, let mark, _) where yaml.hasTab(inLine: mark.line):
      check.report("a tab stands here; YAML is indented with blanks.", line: mark.line)
    case .composer(_, let problem, let mark, _) where problem.hasSuffix("another document"):
      check.report("a second document begins here; a file holds one profile.", line: mark.line)
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      check.report("this is not YAML: \(problem).", line: mark.line)
    case .duplicatedKeysInMapping(let keys, let context):
      let list = keys.map { "`\($0)`" }.joined(separator: ", ")
      check.report(
        "\(list) stands twice in one map; a key may stand once.",
        line: keys.first.flatMap { yaml.line(ofSecond: $0, from: context.mark) }
          ?? context.mark.line
      )
    case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      check.report("this is not YAML: \(error).", line: 1)
    }
  }
}

extension Node {
  /// Whether it has at most so many nodes, each alias counted as what it stands for.
  fileprivate func fits(in limit: Int) -> Bool {
    var left = limit
    return take(from: &left)
  }

  /// Stops at the limit: aliases of aliases grow beyond what anyone could walk through.
  private func take(from left: inout Int) -> Bool {
    left -= 1
    guard left >= 0 else { return false }
    switch self {
    case .scalar, .alias: return true
    case .sequence(let nodes): return nodes.allSatisfy { $0.take(from: &left) }
    case .mapping(let pairs):
      return pairs.allSatisfy { $0.key.take(from: &left) && $0.value.take(from: &left) }
    }
  }
}

extension String {
  /// The line on which a key of a map stands for the second time; nothing where the map is not
  /// written a key a line.
  ///
  /// `mark` is where the map begins; the parser tells no more than that.
  package func line(ofSecond key: String, from mark: Mark) -> Int? {
    let beginning = String(repeating: " ", count: max(0, mark.column - 1)) + key + ":"
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    let found = lines.indices.dropFirst(mark.line - 1).filter { lines[$0].hasPrefix(beginning) }
    return found.count > 1 ? found[1] + 1 : nil
  }

  fileprivate func hasTab(inLine number: Int) -> Bool {
    let lines = split(separator: "\n", maxSplits: number, omittingEmptySubsequences: false)
    return lines.indices.contains(number - 1) && lines[number - 1].contains("\t")
  }
}
