import HTTPTypes
import JobModel

extension RequestSample {
  /// What a client calls the value for a fact: the parameter, header field or member it stands in.
  ///
  /// A mistake is told in the words of the request: `changed_since`, not `since`.
  func wireName(of key: String) -> String? {
    func holds(_ text: TextSample) -> Bool { text.holes.contains { $0.fact.key == key } }
    if let parameter = query.first(where: { holds($0.value) }) { return parameter.name }
    if let header = headers.first(where: { holds($0.value) }) { return header.name.rawName }
    return body?.memberName(of: key)
  }
}

extension Sample {
  /// The member in which a fact stands; nothing where it stands in none.
  fileprivate func memberName(of key: String) -> String? {
    switch self {
    case .constant, .hole, .anything, .text: return nil
    case .object(let members):
      let member = members.first { $0.sample.holes.contains { $0.fact.key == key } }
      return member.map { $0.sample.memberName(of: key) ?? $0.name }
    case .array(let elements): return elements.lazy.compactMap { $0.memberName(of: key) }.first
    case .first(let element), .each(let element), .keyed(_, let element):
      return element.memberName(of: key)
    }
  }
}

extension Profile {
  /// What a client of this server calls the value for a fact in a request, as in `changed_since` for
  /// `since`; nothing where the request has no such value.
  package func wireName(of fact: String, in operation: JobOperation) -> String? {
    spellings[operation]?.request.wireName(of: fact)
  }
}
