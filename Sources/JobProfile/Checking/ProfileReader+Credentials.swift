import HTTPTypes
import JobModel
import Yams

extension ProfileReader {
  /// The section `auth`: a word, or a map of header fields.
  mutating func auth(_ entry: Section.Entry?) -> Auth {
    guard let entry else { return .none }
    if case .mapping = entry.node {
      let context = SampleContext(place: "auth", allowsCredentials: true)
      let samples = headers(entry.node, called: "`auth`", context)
      for sample in samples { checkCredential(sample, entry) }
      return .headers(samples)
    }
    switch entry.node.scalar?.string {
    case "none": return .none
    case "basic": return .basic
    case "bearer": return .bearer
    default:
      wrong(entry, "`none`, `basic`, `bearer` or a map of header fields")
      return .none
    }
  }

  /// A profile is shown and handed on: it says where a secret goes, never what it is.
  private mutating func checkCredential(_ sample: HeaderSample, _ auth: Section.Entry) {
    guard !sample.value.holes.contains(where: \.fact.name.isCredential) else { return }
    check.report(
      "`\(sample.name.rawName)` under `auth` needs \"{token}\", \"{username}\" or \"{password}\"; "
        + "the secret itself comes from JOBTOP_TOKEN or JOBTOP_PASSWORD.",
      line: auth.node.line(of: sample.name.rawName) ?? auth.line
    )
  }

  /// The section `limit`.
  mutating func rateLimit(_ node: Node) -> RateLimit? {
    guard let section = section(node, called: "`limit`", keys: SectionKeys.limit) else {
      return nil
    }
    let headers = section["headers"].map {
      self.headers($0.node, called: "`headers`", SampleContext(place: "limit"))
    }
    let answer = section["answer"].flatMap { self.answer($0, code: 429) }
    let counts = section["counts"].map { self.counts($0) }
    let bare = codes(section["bare"])
    guard let entry = section["requests"] else {
      check.report("`limit` needs `requests`, as in 100 per 15m.", at: node)
      return nil
    }
    let words = (entry.node.scalar?.string ?? "").split(separator: " ")
    guard words.count == 3, words[1] == "per", let requests = Int(words[0]), requests > 0,
      let window = Duration(withUnit: words[2]), window > .zero
    else {
      wrong(entry, "a number and a time, as in 100 per 15m")
      return nil
    }
    return RateLimit(
      requests: requests,
      window: window,
      counts: counts,
      headers: headers ?? [],
      bare: Set(bare),
      answer: answer
    )
  }

  private mutating func counts(_ entry: Section.Entry) -> Set<JobOperation> {
    guard case .sequence(let nodes) = entry.node else {
      wrong(entry, "a list of operations, as in [status]")
      return []
    }
    let operations: [JobOperation] = nodes.compactMap { node in
      word(Section.Entry(key: entry.key, line: node.line, node: node))
    }
    return Set(operations)
  }
}
