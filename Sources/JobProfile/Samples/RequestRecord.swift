import JobModel

/// What a server finds in a request: values by name, spelt as `Profile.request` takes them.
struct RequestRecord: FactSink {
  private(set) var values: [String: JSON] = [:]

  mutating func take(_ value: JSON, for hole: Hole) {
    if values[hole.fact.key] == nil { values[hole.fact.key] = FactValue.plain(value, for: hole) }
  }

  mutating func take(_ elements: [JSON], each sample: Sample) {
    guard let element = elements.first(where: sample.holds) else { return }
    sample.read(element, into: &self)
  }

  mutating func take(_ members: [JSON.Member], keyedBy key: TextSample, each sample: Sample) {
    guard let member = members.first else { return }
    take(text: member.name, as: key)
    sample.read(member.value, into: &self)
  }

  /// Takes the holes of a text.
  mutating func take(text: String, as sample: TextSample) {
    for capture in sample.captures(in: text) ?? [] {
      take(.string(capture.text), for: capture.hole)
    }
  }
}
