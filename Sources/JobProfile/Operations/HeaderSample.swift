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

  /// Whether the field is there and has this shape.
  func fits(_ headers: HTTPFields) -> Bool {
    headers[name].map { !captures(in: $0).isEmpty } ?? false
  }

  /// Finds the facts in the field of that name.
  func read(_ headers: HTTPFields, into sink: inout some FactSink) {
    guard let text = headers[name] else { return }
    for capture in captures(in: text) {
      let found = isPath ? PercentEncoding.decoded(capture.text) : capture.text
      if !found.isEmpty { sink.take(.string(found), for: capture.hole) }
    }
  }

  /// A server behind a proxy may write more of the path in front, and a query behind.
  private func captures(in text: String) -> [TextSample.Capture] {
    guard isPath, case .literal(let start) = value.pieces.first else {
      return value.captures(in: text) ?? preferences(in: text)
    }
    let path = HeaderSample.path(of: text)
    guard let range = path.firstRange(of: start) else { return [] }
    return value.captures(in: String(path[range.lowerBound...])) ?? []
  }

  /// `Prefer` lists what a client would like (RFC 7240 §2), as in `respond-async, wait=10`.
  private func preferences(in text: String) -> [TextSample.Capture] {
    guard name.canonicalName == "prefer" else { return [] }
    for preference in text.split(separator: ",") {
      if let found = value.captures(in: String(preference).trimmed) { return found }
    }
    return []
  }

  /// The path of a URL, without its query.
  private static func path(of text: String) -> Substring {
    let path = text.prefix { $0 != "?" && $0 != "#" }
    guard let scheme = path.firstRange(of: "://") else { return path }
    let rest = path[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
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
