import HTTPTypes
import JobProfile
import TestSupport
import Testing

@testable import JobSimulator

/// What a server makes of a body that is not said to be JSON.
struct WebhookBodyTests {
  private func answer(
    _ target: String,
    _ body: String = #"{"url":"http://a/x"}"#,
    as type: String,
    of profile: Profile?
  ) async throws -> WireAnswer {
    let server = try InProcessServer(try #require(profile), webhooks: WebhookRecorder())
    return await server.send(.post, target, headers: [.contentType: type], body: body)
  }

  @Test func `where a parser comes first it is as good as none`() async throws {
    let answer = try await answer(
      "/webhooks/register",
      as: "text/plain",
      of: .builtIn("webhook")
    )
    #expect(answer.text == #"{"error":"webhook URL is required"}"#)
  }

  @Test func `where none does it is read whatever is said of it`() async throws {
    let form = "application/x-www-form-urlencoded"
    #expect(try await answer("/webhooks/register", as: "text/plain", of: .webhook()).code == 200)
    #expect(try await answer("/v1/webhooks", as: form, of: .builtIn("jobtop")).code == 201)
    #expect(try await answer("/v1/jobs", "{}", as: form, of: .builtIn("jobtop")).code == 201)
  }
}
