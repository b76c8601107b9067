import JobModel
import JobProfile

/// The words: a link, an instant, a length of time.
enum HeaderDecoding: Decoding {
  private static let now = Timestamp(seconds: 1_795_269_802)

  /// A list that goes on by the field `Link`.
  private static let linking: Profile = {
    let yaml = """
      name: linking
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      list: {request: GET /jobs, answer: {body: [{id: "{id}", s: "{state}"}]}}
      states: {pending: pending, completed: completed, failed: failed}
      """
    do {
      return try Profile(yaml: yaml, file: "linking")
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  static func take(_ bytes: [UInt8]) {
    let sheet = Sheet(bytes)
    if let target = WireRequest.target(
      ofLink: sheet.word(0),
      from: "/jobs?limit=100",
      base: "https://farm.example/api"
    ) {
      // By bytes: a slash and a combining mark are one character that is no slash.
      let isPath = target.utf8.first == UInt8(ascii: "/")
      precondition(isPath, "a link leads out of the server: \(target)")
    }
    if let instant = Timestamp(iso8601: sheet.word(1)) {
      let text = instant.rfc3339
      precondition(Timestamp(iso8601: text)?.rfc3339 == text, "\(text) is read as another instant")
    }
    _ = Duration(written: sheet.word(2))
    let body = Array(#"[{"id":"7","s":"pending"}]"#.utf8)
    let answer = WireAnswer(code: 200, headers: sheet.headers, body: body)
    _ = linking.read(answer, to: .list, about: nil, now: now)
    _ = linking.rateLimit(in: answer, now: now)
  }
}
