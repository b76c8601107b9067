import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Seed 1 as `wire.md` shows it: one job that starts with the process.
struct WebhookTests {
  let profile: Profile

  init() throws {
    profile = try #require(Profile.builtIn("webhook"))
  }

  @Test func `there is one job, and nothing to create`() {
    #expect(profile.hasOneJob && profile.operations == [.status])
    #expect(
      profile.request(.status, values: [:], credentials: Credentials())?.text
        == "GET /status\nAccept: application/json"
    )
    #expect(profile.request(.create, values: [:], credentials: Credentials()) == nil)
  }

  @Test(arguments: [
    ("pending", JobState.pending), ("completed", .completed), ("error", .failed),
  ])
  func `a status is about the one job`(word: String, state: JobState) {
    let answer = WireAnswer(200, #"{"result":"\#(word)"}"#)
    #expect(profile.read(answer, to: .status, about: .only) == .job(.job(.only, word, state)))
  }

  @Test func `a body that cannot be parsed is refused on every path`() throws {
    #expect(profile.route(try WireRequest("POST /nowhere", body: "{")) == .unreadableBody())
    #expect(
      profile.route(try WireRequest("GET /status", body: "{}")) == .operation(.status, values: [:])
    )
  }
}
