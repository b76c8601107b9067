import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// Who may do what on a server that hands out keys.
struct AccessKeyTests {
  private func server(_ keys: [AccessKey], profile: String = "jobtop") throws -> InProcessServer {
    var options = SimulatorOptions()
    options.keys = keys
    return try InProcessServer(profile, options: options)
  }

  private static let reader = AccessKey(
    name: "dashboards",
    credentials: Credentials(token: "r"),
    role: .reader,
    limit: RateLimit(requests: 2, window: .seconds(60))
  )
  private static let writer = AccessKey(
    name: "ci",
    credentials: Credentials(token: "w"),
    role: .writer
  )

  private func fields(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }

  @Test func `a reader may ask, a writer may also change, others may nothing`() async throws {
    let server = try server([Self.reader, Self.writer])
    #expect(await server.send(.get, "/v1/jobs").code == 401)
    #expect(await server.send(.get, "/v1/jobs", headers: fields("x")).code == 401)
    let made = await server.send(.post, "/v1/jobs", headers: fields("w"), body: "{}")
    #expect(made.code == 201)
    #expect(await server.send(.get, "/v1/jobs", headers: fields("r")).code == 200)
    let refused = await server.send(.post, "/v1/jobs", headers: fields("r"), body: "{}")
    #expect(refused.code == 403)
    #expect(refused.json?["detail"] == "This key is for reading only")
    let hook = #"{"url":"https://a.example.org"}"#
    #expect(
      await server.send(.post, "/v1/webhooks", headers: fields("r"), body: hook).code == 403
    )
    #expect(await server.send(.get, "/healthz").code == 200)
  }

  @Test func `each key has its own limit`() async throws {
    let server = try server([Self.reader, Self.writer])
    for left in [1, 0] {
      let answer = await server.send(.get, "/v1/jobs", headers: fields("r"))
      #expect(answer.code == 200)
      for (name, value) in [("Limit", "2"), ("Remaining", "\(left)"), ("Reset", "60")] {
        let field = try #require(HTTPField.Name("RateLimit-\(name)"))
        #expect(answer.headers[field] == value)
      }
    }
    let refused = await server.send(.get, "/v1/jobs", headers: fields("r"))
    #expect(refused.code == 429)
    #expect(refused.headers[.retryAfter] == "60")
    #expect(refused.headers[.contentType] == "application/problem+json")
    let remaining = try #require(HTTPField.Name("RateLimit-Remaining"))
    #expect(refused.headers[remaining] == "0")
    for _ in 1...5 {
      #expect(await server.send(.get, "/v1/jobs", headers: fields("w")).code == 200)
    }
    server.clock.jump(by: .seconds(61))
    #expect(await server.send(.get, "/v1/jobs", headers: fields("r")).code == 200)
  }

  @Test func `what everyone can read in the profile lets nobody in beside keys`() async throws {
    let key = AccessKey(
      name: "ann",
      credentials: Credentials(username: "ann", password: "s"),
      role: .writer
    )
    let server = try server([key], profile: "basic")
    // admin:password and ann:s (RFC 7617).
    let known: HTTPFields = [.authorization: "Basic YWRtaW46cGFzc3dvcmQ="]
    let own: HTTPFields = [.authorization: "Basic YW5uOnM="]
    #expect(await server.send(.post, "/start", headers: known).code == 401)
    #expect(await server.send(.post, "/start", headers: own).code == 200)
  }
}
