import HTTPTypes
import JobModel
import JobProfile

extension WireAnswer {
  /// What went wrong, as RFC 9457 spells it, for what no profile has an answer of its own.
  static func problem(_ code: Int, _ title: String, _ detail: String) -> WireAnswer {
    let problem: JSON = [
      "type": "about:blank", "title": .string(title), "status": .number(String(code)),
      "detail": .string(detail),
    ]
    return WireAnswer(
      code: code,
      headers: [.contentType: "application/problem+json"],
      body: problem.bytes
    )
  }
}
