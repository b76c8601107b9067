import JobModel
import Yams

/// Where a sample stands.
struct SampleContext {
  /// For sentences: as in `title`.
  var place: String
  var isInsideJob = false
  /// Only under `auth`.
  var allowsCredentials = false
}

extension ProfileReader {
  /// Compiles a tree of YAML.
  mutating func sample(_ node: Node, _ context: SampleContext) -> Sample {
    nodeCount += 1
    guard nodeCount <= Self.mostNodes else {
      if nodeCount == Self.mostNodes + 1 {
        check.report("there are more than 10,000 values here, aliases counted.", at: node)
      }
      return .constant(.null)
    }
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, node, context)
    case .sequence(let sequence): return list(Array(sequence), context)
    case .mapping(let mapping): return map(Array(mapping), node, context)
    case .alias: return .constant(.null)
    }
  }

  private mutating func scalar(_ scalar: Node.Scalar, _ node: Node, _ context: SampleContext)
    -> Sample
  {
    if scalar.string == "{job}" { return job(node, context) }
    if scalar.style == .plain, let constant = JSON(plainScalar: scalar.string) {
      return .constant(constant)
    }
    let text = textSample(scalar.string, at: node, context)
    if let constant = text.constant { return .constant(.string(constant)) }
    guard text.pieces.count == 1 else { return .text(text) }
    switch text.pieces[0] {
    case .literal(let literal): return .constant(.string(literal))
    case .hole(let hole): return .hole(hole)
    case .anything: return .anything
    }
  }

  private mutating func job(_ node: Node, _ context: SampleContext) -> Sample {
    guard let jobNode else {
      check.report("`{job}` stands for the tree under `job`, and there is none.", at: node)
      return .anything
    }
    guard !context.isInsideJob else {
      check.report("`{job}` cannot stand inside of `job`.", at: node)
      return .anything
    }
    var inner = context
    inner.isInsideJob = true
    return sample(jobNode, inner)
  }

  private mutating func list(_ nodes: [Node], _ context: SampleContext) -> Sample {
    let elements = nodes.map { sample($0, context) }
    guard elements.count == 1, let element = elements.first else { return .array(elements) }
    return element.holes.contains { $0.fact.name == .id } ? .each(element) : .first(element)
  }

  private mutating func map(
    _ pairs: [(key: Node, value: Node)],
    _ node: Node,
    _ context: SampleContext
  )
    -> Sample
  {
    if let pair = pairs.first, pairs.count == 1 {
      if let name = unquotedHole(pair.key, pair.value) {
        check.report(
          "`{\(name)}` needs quotes: \"{\(name)}\". Without them YAML reads a mapping.",
          at: node
        )
        return .anything
      }
      let key = pair.key.scalar?.string ?? ""
      if key.contains("{id}") {
        return .keyed(textSample(key, at: pair.key, context), sample(pair.value, context))
      }
    }
    return .object(
      pairs.map { pair in
        Sample.Member(name: pair.key.scalar?.string ?? "", sample: sample(pair.value, context))
      }
    )
  }

  /// `{id}` without quotes is a map from `id` to nothing.
  private func unquotedHole(_ key: Node, _ value: Node) -> String? {
    guard let scalar = value.scalar, scalar.style == .plain, scalar.string.isEmpty else {
      return nil
    }
    return key.scalar?.string
  }

  /// Compiles one text and checks its holes.
  mutating func textSample(_ text: String, at node: Node, _ context: SampleContext) -> TextSample {
    var problems: [Hole.Problem] = []
    let sample = TextSample(parsing: text) { problems.append($0) }
    for problem in problems { report(problem, at: node) }
    for hole in sample.holes { check(hole, at: node, context) }
    return sample
  }

  private mutating func check(_ hole: Hole, at node: Node, _ context: SampleContext) {
    let fact = hole.fact
    if fact.name == .input, let name = fact.member, !inputNames.contains(name),
      !isElement(name)
    {
      let hint = ProfileCheck.hint(for: name, among: inputNames)
      check.report(
        "`{\(fact.key)}` asks for an input that `inputs` does not name\(hint)",
        at: node
      )
    }
    if fact.name.isCredential, !context.allowsCredentials {
      check.report("`{\(fact.key)}` is a credential and belongs under `auth`.", at: node)
    }
    if fact.name == .state, let part = fact.member, !stateParts.contains(part) {
      stateParts.append(part)
    }
  }

  /// A job made for each element of the list `languages` has `{input.language}`.
  private func isElement(_ name: String) -> Bool { inputNames.contains(name + "s") }

  private mutating func report(_ problem: Hole.Problem, at node: Node) {
    switch problem {
    case .unknownFact(let text):
      let names = Fact.Name.allCases.map(\.rawValue)
      let hint = ProfileCheck.nearHint(for: text, among: names)
      check.report("`{\(text)}` is not a fact\(hint)", at: node)
    case .unknownForm(let form, let fact, let forms):
      let list = forms.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      let right = forms.isEmpty ? "it has none" : "it has \(list)"
      check.report("`\(form)` is not a form of `\(fact)`; \(right).", at: node)
    case .partNamedLikeForm(let part):
      check.report("a part of the state cannot be named `\(part)`: that is a form.", at: node)
    }
  }
}

extension ProfileCheck {
  /// `; did you mean …?`, or only the end of the sentence.
  static func nearHint(for word: String, among words: [String]) -> String {
    Spelling.nearest(to: word, among: words).map { "; did you mean `\($0)`?" } ?? "."
  }
}

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
