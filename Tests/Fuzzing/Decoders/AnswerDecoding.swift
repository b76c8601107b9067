import JobModel
import JobProfile

/// The words: profile, operation, code.
enum AnswerDecoding: Decoding {
  private static let now = Timestamp(seconds: 1_795_269_802)

  static func take(_ bytes: [UInt8]) {
    let sheet = Sheet(bytes)
    let profile = sheet.profile
    let answer = WireAnswer(
      code: Int(sheet.word(2)) ?? 200,
      headers: sheet.headers,
      body: sheet.body
    )
    let operation = Sheet.pick(
      sheet.word(1),
      from: JobOperation.allCases.map { ($0.rawValue, $0) }
    )
    _ = profile.read(answer, to: operation, about: "7", now: now)
    _ = profile.rateLimit(in: answer, now: now)
    if operation == .log { _ = profile.readLog(answer) }
  }
}
