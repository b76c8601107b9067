import JobModel

extension Sample {
  /// The value in this shape; nothing where it is to be left out.
  func filled(from source: FillSource) -> JSON? {
    switch self {
    case .constant(let value): return value
    case .hole(let hole): return source.value(for: hole)
    case .anything: return nil
    case .text(let text): return text.filled(from: source).meaningful.map { .string($0) }
    case .object(let members):
      let filled = members.compactMap { member in
        member.sample.filled(from: source).map { JSON.Member(member.name, $0) }
      }
      guard !filled.isEmpty || members.isEmpty else { return nil }
      return .object(filled)
    case .array(let elements): return .array(elements.compactMap { $0.filled(from: source) })
    case .first(let element): return element.filled(from: source).map { .array([$0]) }
    case .each(let element): return .array(element.repeated(from: source))
    case .keyed(let key, let element):
      return .object(Sample.members(keyedBy: key, element, from: source))
    }
  }

  /// A whole body: where every member is left out, an empty object remains.
  func body(from source: FillSource) -> JSON {
    if let value = filled(from: source) { return value }
    if case .object = self { return .object([]) }
    return .null
  }

  private func repeated(from source: FillSource) -> [JSON] {
    guard let jobs = source.jobs else { return filled(from: source).map { [$0] } ?? [] }
    return jobs.compactMap { filled(from: source.each($0)) }
  }

  private static func members(keyedBy key: TextSample, _ element: Sample, from source: FillSource)
    -> [JSON.Member]
  {
    let sources = source.jobs.map { $0.map(source.each) } ?? [source]
    return sources.compactMap { source in
      guard let name = key.filled(from: source).meaningful else { return nil }
      return element.filled(from: source).map { JSON.Member(name, $0) }
    }
  }
}
