import JobModel

extension Sample {
  /// Finds the facts in a value that was written in this shape.
  ///
  /// Constants are passed over, and so is what the sample does not name.
  func read(_ value: JSON, into sink: inout some FactSink) {
    switch self {
    case .constant, .anything: return
    case .hole(let hole):
      if value != .null { sink.take(value, for: hole) }
    case .text(let sample): Sample.read(value, as: sample, into: &sink)
    case .object(let members): Sample.read(value, as: members, into: &sink)
    case .array(let samples):
      guard case .array(let elements) = value else { return }
      for (sample, element) in zip(samples, elements) { sample.read(element, into: &sink) }
    case .first(let sample):
      guard case .array(let elements) = value else { return }
      guard let element = elements.first(where: sample.holds) else { return }
      sample.read(element, into: &sink)
    case .each(let sample):
      // Go writes an empty list as null.
      guard let elements = value == .null ? [] : value.array else { return }
      sink.take(elements, each: sample)
    case .keyed(let key, let sample):
      guard case .object(let members) = value else { return }
      sink.take(members, keyedBy: key, each: sample)
    }
  }

  private static func read(_ value: JSON, as sample: TextSample, into sink: inout some FactSink) {
    guard let text = value.text, let captures = sample.captures(in: text) else { return }
    for capture in captures { sink.take(.string(capture.text), for: capture.hole) }
  }

  /// Servers write their members in one order, so each is looked for behind the last one found.
  private static func read(_ value: JSON, as members: [Member], into sink: inout some FactSink) {
    guard case .object(let found) = value else { return }
    var expected = 0
    for member in members {
      if expected < found.count, found[expected].name == member.name {
        member.sample.read(found[expected].value, into: &sink)
        expected += 1
      } else if let index = found.lastIndex(where: { $0.name == member.name }) {
        member.sample.read(found[index].value, into: &sink)
        expected = index + 1
      }
    }
  }

  /// Whether a value could have been written by this sample: every constant is there.
  func holds(_ value: JSON) -> Bool {
    switch self {
    case .constant(let constant): Sample.equal(constant, value)
    case .hole, .anything: true
    case .text(let text): value.text.map(text.matches) ?? false
    case .object(let members):
      members.allSatisfy { $0.sample.holds(value[$0.name] ?? .null) }
    case .array(let samples):
      samples.enumerated().allSatisfy { $0.element.holds(value[$0.offset] ?? .null) }
    case .first(let sample), .each(let sample):
      sample.isFree || value.elements.contains(where: sample.holds)
    case .keyed: true
    }
  }

  /// Whether nothing in it is constant, so that every value holds.
  var isFree: Bool {
    switch self {
    case .constant, .text: false
    case .hole, .anything, .keyed: true
    case .object(let members): members.allSatisfy(\.sample.isFree)
    case .array(let samples): samples.allSatisfy(\.isFree)
    case .first(let sample), .each(let sample): sample.isFree
    }
  }

  /// `404` and `404.0` are one number.
  private static func equal(_ constant: JSON, _ value: JSON) -> Bool {
    if case .number = constant, case .number = value { return constant.double == value.double }
    return constant == value
  }
}

extension JSON {
  /// The elements of an array; none for anything else.
  var elements: [JSON] { array ?? [] }

  /// The elements of an array; nothing for anything else.
  var array: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }
}
