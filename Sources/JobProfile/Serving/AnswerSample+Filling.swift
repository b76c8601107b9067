import HTTPTypes
import JobModel

extension AnswerSample {
  /// The answer on the wire: compact JSON in the sample's order, or text.
  func filled(from source: FillSource) -> WireAnswer {
    var fields = headers.filled(from: source)
    let bytes: [UInt8]
    switch body {
    case nil: bytes = []
    case .json(let sample):
      bytes = sample.body(from: source).bytes
      if fields[.contentType] == nil { fields[.contentType] = "application/json" }
    case .text(let text):
      let isPage = fields[.contentType]?.lowercased().hasPrefix("text/html") == true
      let filling = text.filled(from: source, encoding: isPage ? .html : .plain)
      bytes = Array(filling.text.utf8)
      if fields[.contentType] == nil { fields[.contentType] = "text/plain" }
    }
    return WireAnswer(code: codes.first ?? 200, headers: fields, body: bytes)
  }

  /// What is derived where a profile says nothing: `{"error": "…"}`.
  static func error(_ code: Int, _ text: String, _ headers: [String: String] = [:]) -> AnswerSample
  {
    let sample = TextSample(parsing: text) { _ in }
    let fields = headers.compactMap { name, value in
      HTTPField.Name(name).map { name in
        HeaderSample(name: name, value: TextSample(parsing: value) { _ in })
      }
    }
    let member = Sample.Member(name: "error", sample: .text(sample))
    return AnswerSample(codes: [code], headers: fields, body: .json(.object([member])))
  }
}
