import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing
import Yams

/// The life of a job on our own server, every answer held against the description.
struct DescriptionLifeTests {
  private let server: InProcessServer
  private let description: APIDescription

  init() async throws {
    let profile = try #require(Profile.builtIn("jobtop"))
    server = try InProcessServer(profile, webhooks: WebhookRecorder())
    description = try APIDescription(await server.send(.get, "/openapi.yaml").text)
  }

  @Test func `every answer in a job's life is as described`() async throws {
    let created = try await ask(.post, "/v1/jobs", body: #"{"title":"x","duration":3}"#, 201)
    let id = try #require(created["id"]?.string)
    let job = "/v1/jobs/\(id)"
    try await ask(.get, job, 200)
    try await ask(.get, "/v1/jobs?limit=1", 200)
    try await ask(.get, job + "/result", 409)
    try await ask(.post, job + "/retry", 409)
    try await ask(.post, job + "/cancel", 202)
    try await ask(.post, job + "/cancel", 409)
    try await ask(.post, job + "/retry", 202)
    server.clock.jump(by: .seconds(60))
    let ended = try await ask(.get, job, 200)
    if ended["status"] == "completed" {
      #expect(ended["result_url"]?.string == job + "/result")
      try await ask(.get, job + "/result", 200)
    } else {
      try await ask(.get, job + "/result", 409)
    }
  }

  @Test func `what is not there or not usable is answered as described`() async throws {
    try await ask(.get, "/v1/jobs/nope", 404)
    try await ask(.get, "/v1/jobs/nope/result", 404)
    try await ask(.post, "/v1/jobs/nope/cancel", 404)
    try await ask(.post, "/v1/jobs/nope/retry", 404)
    try await ask(.post, "/v1/jobs", body: "{", 400)
    try await ask(.post, "/v1/jobs", body: #"{"duration":-1}"#, 400)
    try await ask(.get, "/v1/jobs?state=dancing", 400)
    try await ask(.post, "/v1/webhooks", body: "{}", 400)
    try await ask(.post, "/v1/webhooks", body: "{", 400)
    try await ask(.post, "/v1/webhooks", body: #"{"url":"http://127.0.0.1:99999/"}"#, 400)
    try await ask(.get, "/metrics", 200)
  }

  @Test func `a webhook comes and goes as described`() async throws {
    let body = #"{"url":"http://127.0.0.1:9/hook"}"#
    let webhook = try await ask(.post, "/v1/webhooks", body: body, 201)
    try await ask(.delete, "/v1/webhooks/\(webhook["id"]?.string ?? "")", 204)
  }

  /// Sends a request; its answer must have that code and be what the description says of it.
  @discardableResult
  private func ask(
    _ method: HTTPRequest.Method,
    _ target: String,
    body: String? = nil,
    _ code: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> JSON {
    let answer = await server.send(method, target, body: body)
    #expect(answer.code == code, sourceLocation: sourceLocation)
    let problems = try description.problems(in: answer, to: method, target)
    #expect(problems == [], sourceLocation: sourceLocation)
    return answer.json ?? .null
  }
}
