import HTTPTypes
import JobModel

/// A header field with holes in its value.
struct HeaderSample: Hashable, Sendable {
  let name: HTTPField.Name
  let value: TextSample

  /// Whether the value is a path, as in `Location: /v1/jobs/{id}`: percent-encoded, and read from
  /// an absolute URL too.
  var isPath: Bool {
    guard case .literal(let text) = value.pieces.first else { return false }
    return text.hasPrefix("/")
  }

  /// The field's value; nothing where a hole has no value.
  func filled(from source: FillSource) -> String? {
    let filling = value.filled(from: source, encoding: isPath ? .percent : .plain)
    guard filling.isComplete else { return nil }
    return String(decoding: filling.text.utf8.filter { ![0, 10, 13].contains($0) }, as: UTF8.self)
  }

  /// Finds the facts in the field of that name.
  func read(_ headers: HTTPFields, into sink: inout some FactSink) {
    guard let text = headers[name] else { return }
    for capture in captures(in: text) {
      let found = isPath ? PercentEncoding.decoded(capture.text) : capture.text
      if !found.isEmpty { sink.take(.string(found), for: capture.hole) }
    }
  }

  private func captures(in text: String) -> [TextSample.Capture] {
    guard isPath else { return value.captures(in: text) ?? [] }
    return value.captures(in: HeaderSample.path(of: text)) ?? []
  }

  /// The path of an absolute URL; any other text as it is.
  private static func path(of text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    let rest = text[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
  }
}

extension [HeaderSample] {
  /// The fields that have a value.
  func filled(from source: FillSource) -> HTTPFields {
    var fields: HTTPFields = [:]
    for header in self {
      if let value = header.filled(from: source) { fields[header.name] = value }
    }
    return fields
  }
}
