import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Seed 3 as `wire.md` shows it: a rate limit in the fields of draft 6, and errors that do not last.
struct RateLimitedTests {
  let profile: Profile

  init() throws {
    profile = try #require(Profile.builtIn("ratelimited"))
  }

  @Test func `an error must be said four times in a row`() {
    #expect(profile.hasOneJob && profile.operations == [.status])
    let answer = WireAnswer(200, #"{"result":"error"}"#)
    #expect(
      profile.read(answer, to: .status, about: .only)
        == .job(.job(.only, "error", .failed, confirmations: 4))
    )
    #expect(
      profile.read(WireAnswer(200, #"{"result":"completed"}"#), to: .status, about: .only)
        == .job(.job(.only, "completed", .completed))
    )
  }

  @Test func `the limit is read from every answer`() throws {
    let answer = WireAnswer(
      200,
      #"{"result":"pending"}"#,
      try fields([
        "RateLimit-Policy": "100;w=900", "RateLimit-Limit": "100", "RateLimit-Remaining": "98",
        "RateLimit-Reset": "871",
      ])
    )
    #expect(
      profile.rateLimit(in: answer, now: .noon)
        == RateLimitReading(limit: 100, left: 98, wait: .seconds(871))
    )
  }

  @Test func `one request too many is told in a page of text`() throws {
    let answer = WireAnswer(
      429,
      "Too many requests, please try again later.",
      try fields(["Content-Type": "text/html; charset=utf-8", "Retry-After": "312"])
    )
    #expect(
      profile.read(answer, to: .status, about: .only)
        == .throttled(code: 429, wait: .seconds(312))
    )
  }

  @Test func `a parser's failure is a failed request`() {
    let answer = WireAnswer(500, #"{"error":"An unexpected error occurred."}"#)
    #expect(
      profile.read(answer, to: .status, about: .only)
        == .failed(code: 500, reason: "An unexpected error occurred.")
    )
  }

  @Test func `the profile knows the limit before the server has told it`() {
    #expect(profile.rateLimit?.requests == 100)
    #expect(profile.rateLimit?.window == .seconds(900))
    #expect(profile.rateLimit?.counts == [.status])
  }

  private func fields(_ pairs: KeyValuePairs<String, String>) throws -> HTTPFields {
    var fields: HTTPFields = [:]
    for (name, value) in pairs { fields[try #require(HTTPField.Name(name))] = value }
    return fields
  }
}
