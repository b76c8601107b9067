import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

extension WireAnswer {
  /// An answer as it is typed in a test.
  init(_ code: Int, _ body: String, _ headers: HTTPFields = [:]) {
    self.init(code: code, headers: headers, body: Array(body.utf8))
  }

  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension WireRequest {
  /// A request as it is typed in a test: `GET /status/7`.
  init(_ line: String, _ headers: HTTPFields = [:], body: String? = nil) throws {
    let words = line.split(separator: " ")
    self.init(
      method: try #require(HTTPRequest.Method(String(words[0]))),
      target: String(words[1]),
      headers: headers,
      body: body.map { Array($0.utf8) }
    )
  }

  /// The request as one reads it on the wire.
  var text: String {
    let fields = headers.map { "\($0.name.rawName): \($0.value)" }
    let lines = ["\(method.rawValue) \(target)"] + fields
    return (lines + (body.map { [String(decoding: $0, as: UTF8.self)] } ?? []))
      .joined(separator: "\n")
  }
}

extension Profile {
  /// What an answer means, asked about job 7 in the year 2026.
  func read(_ answer: WireAnswer, to operation: JobOperation, about id: JobID? = "7") -> Reading {
    read(answer, to: operation, about: id, now: .noon)
  }
}

extension Timestamp {
  /// 2026-11-21T12:00:00Z.
  static let noon = Timestamp(seconds: 1_795_262_400)
}

extension Reading {
  /// One job and the end of the list.
  static func job(_ facts: JobFacts) -> Reading { .jobs([facts], page: ListPage()) }
}

extension JobFacts {
  /// A job in a state.
  static func job(_ id: JobID?, _ word: String, _ state: JobState, confirmations: Int = 1)
    -> JobFacts
  {
    JobFacts(
      jobID: id,
      state: StateReading(word: word, state: state, confirmations: confirmations)
    )
  }
}
