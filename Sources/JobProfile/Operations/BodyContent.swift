import JobModel

/// What stands in the body of an answer or a request.
enum BodyContent: Hashable {
  case empty
  case json(JSON, source: [UInt8])
  /// Something else, and why it is not JSON.
  case text([UInt8], why: String)

  init(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else {
      self = .empty
      return
    }
    do {
      self = .json(try JSON(parsing: bytes), source: bytes)
    } catch {
      self = .text(bytes, why: error.description)
    }
  }

  /// The body as text, JSON included.
  var text: String {
    switch self {
    case .empty: ""
    case .json(_, let source): String(decoding: source, as: UTF8.self)
    case .text(let bytes, _): String(decoding: bytes, as: UTF8.self)
    }
  }
}

extension String {
  /// The text without blanks and line ends around it: servers end their texts with a new line.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
