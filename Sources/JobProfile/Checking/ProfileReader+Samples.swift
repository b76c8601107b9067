import JobModel
import Yams

extension ProfileReader {
  /// Compiles a tree of YAML.
  mutating func sample(_ node: Node, _ context: SampleContext) -> Sample {
    nodeCount += 1
    guard nodeCount <= Self.mostNodes else {
      if nodeCount == Self.mostNodes + 1 { reportTooMany(at: node) }
      return .constant(.null)
    }
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, node, context)
    case .sequence(let sequence): return list(Array(sequence), context)
    case .mapping(let mapping): return map(Array(mapping), node, context)
    case .alias: return .constant(.null)
    }
  }

  /// More values than any job API needs.
  mutating func reportTooMany(at node: Node) {
    check.report("there are more than 10,000 values here, aliases counted.", at: node)
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
}
