import JobModel

/// What one answer says: once about everything, and once for each job of a list in it.
struct AnswerRecord: FactSink {
  /// What stands outside of a list.
  private(set) var shared = JobRecord()
  /// The jobs of a list; nothing where the answer has none.
  private(set) var jobs: [JobRecord]?

  mutating func take(_ value: JSON, for hole: Hole) {
    shared.take(value, for: hole)
  }

  mutating func take(_ elements: [JSON], each sample: Sample) {
    var found = jobs ?? []
    found.reserveCapacity(found.count + elements.count)
    let isFree = sample.isFree
    for element in elements where isFree || sample.holds(element) {
      var record = JobRecord()
      sample.read(element, into: &record)
      found.append(record)
    }
    jobs = found
  }

  mutating func take(_ members: [JSON.Member], keyedBy key: TextSample, each sample: Sample) {
    var found = jobs ?? []
    for member in members where sample.holds(member.value) {
      var record = JobRecord()
      record.take(member, keyedBy: key, sample)
      found.append(record)
    }
    jobs = found
  }
}
