import HTTPTypes
import JobModel

/// An answer with holes.
struct AnswerSample: Hashable, Sendable {
  /// The first is written, all are read; none where the profile names none.
  let codes: [Int]
  let headers: [HeaderSample]
  let body: BodySample?
  private let names: Set<Fact.Name>

  init(codes: [Int] = [], headers: [HeaderSample] = [], body: BodySample? = nil) {
    self.codes = codes
    self.headers = headers
    self.body = body
    names = Set(((body?.holes ?? []) + headers.flatMap(\.value.holes)).map(\.fact.name))
  }

  /// Whether the profile says that such an answer may have this code.
  func lists(_ code: Int) -> Bool {
    codes.contains(code)
  }

  /// All holes: of the body, then of the header fields.
  var holes: [Hole] { (body?.holes ?? []) + headers.flatMap(\.value.holes) }

  /// Whether one of its holes is for this fact.
  func tells(_ name: Fact.Name) -> Bool {
    names.contains(name)
  }

  /// Whether every constant of the body is there; an answer without a body has none.
  func holds(_ content: BodyContent) -> Bool {
    switch body {
    case nil: return true
    case .json(let sample):
      guard case .json(let value, _) = content else { return false }
      return sample.holds(value)
    case .text(let text): return text.matches(content.text.trimmed)
    }
  }

  /// Finds the facts in the body, then those that only the header fields have.
  func read(_ content: BodyContent, _ headers: HTTPFields) -> AnswerRecord {
    var record = AnswerRecord()
    switch (body, content) {
    case (.json(let sample), .json(let value, _)): sample.read(value, into: &record)
    case (.text(let sample), _):
      for capture in sample.captures(in: content.text.trimmed) ?? [] where !capture.text.isEmpty {
        record.take(.string(capture.text), for: capture.hole)
      }
    case (.json, .empty), (.json, .text), (nil, _): break
    }
    for header in self.headers { header.read(headers, into: &record) }
    return record
  }
}
