import HTTPTypes
import JobModel
import Yams

extension ProfileReader {
  /// An answer: `{code, headers, body}`, or its code alone; `code` where the profile names none.
  mutating func answer(_ entry: Section.Entry, code: Int? = nil) -> AnswerSample? {
    let context = SampleContext(place: entry.key)
    if let scalar = entry.node.scalar {
      if let code = Int(scalar.string), (100...599).contains(code) {
        return AnswerSample(codes: [code])
      }
      wrong(entry, "{code, headers, body}, or a code from 100 to 599")
      return nil
    }
    guard
      let section = section(
        entry.node,
        called: "an answer",
        keys: SectionKeys.answer
      )
    else { return nil }
    let codes = codes(section["code"])
    return AnswerSample(
      codes: codes.isEmpty ? code.map { [$0] } ?? [] : codes,
      headers: section["headers"].map { headers($0.node, called: "`headers`", context) } ?? [],
      body: section["body"].map { body($0.node, context) }
    )
  }

  /// A code or a list of them.
  mutating func codes(_ entry: Section.Entry?) -> [Int] {
    guard let entry else { return [] }
    guard case .sequence(let nodes) = entry.node else {
      return integer(entry, in: 100...599).map { [$0] } ?? []
    }
    return nodes.compactMap { node in
      integer(Section.Entry(key: entry.key, line: node.line, node: node), in: 100...599)
    }
  }

  /// A tree is JSON, a string is text.
  private mutating func body(_ node: Node, _ context: SampleContext) -> BodySample {
    guard let scalar = node.scalar, scalar.string != "{job}", !node.isNothing else {
      return .json(sample(node, context))
    }
    return .text(textSample(scalar.string, at: node, context))
  }

  /// Header fields with holes.
  mutating func headers(_ node: Node, called what: String, _ context: SampleContext)
    -> [HeaderSample]
  {
    guard let section = section(node, called: what, keys: nil) else { return [] }
    return section.entries.compactMap { entry in
      guard let name = HTTPField.Name(entry.key) else {
        check.report("`\(entry.key)` cannot be the name of a header field.", line: entry.line)
        return nil
      }
      guard let text = text(entry) else { return nil }
      return HeaderSample(name: name, value: textSample(text, at: entry.node, context))
    }
  }
}
