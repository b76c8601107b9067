import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing
import Yams

/// What the server says of itself is what it answers.
struct DescriptionTests {
  @Test(
    arguments: [
      (HTTPRequest.Method.post, "/v1/jobs", #"{"duration":3}"#, 201),
      (.post, "/v1/jobs", #"{"duration":-1}"#, 400), (.post, "/v1/jobs", "{", 400),
      (.get, "/v1/jobs", nil, 200), (.get, "/v1/jobs?limit=0", nil, 400),
      (.get, "/v1/jobs/x", nil, 404), (.post, "/v1/jobs/x/cancel", nil, 404),
      (.post, "/v1/jobs/x/retry", nil, 404), (.get, "/healthz", nil, 200),
      (.get, "/openapi.yaml", nil, 200), (.get, "/v1/events", nil, 200),
      (.get, "/metrics", nil, 200), (.post, "/v1/jobs", "[1]", 400),
      (.post, "/v1/jobs", #"{"title":5}"#, 400),
    ] as [(HTTPRequest.Method, String, String?, Int)]
  )
  func `an answer has the media type that the description names`(
    method: HTTPRequest.Method,
    target: String,
    body: String?,
    code: Int
  ) async throws {
    let server = try InProcessServer("jobtop")
    let answer = await server.send(method, target, body: body)
    #expect(answer.code == code)
    let types = try await mediaTypes(server, method, target, code)
    #expect(types.contains { answer.headers[.contentType]?.hasPrefix($0) == true })
  }

  @Test(arguments: [nil, "Bearer wrong"])
  func `who has no token is told so as described`(given: String?) async throws {
    var options = SimulatorOptions()
    options.credentials = Credentials(token: "secret")
    let server = try InProcessServer("jobtop", options: options)
    var headers = HTTPFields()
    headers[.authorization] = given
    let answer = await server.send(.get, "/v1/jobs", headers: headers)
    #expect(answer.code == 401)
    let response = try await response(server, .get, "/v1/jobs", 401)
    let challenges = response[member: "headers"]?[member: "WWW-Authenticate"]?[member: "schema"]?[
      member: "enum"
    ]
    #expect(
      challenges?.array(of: String.self).contains(answer.headers[.wwwAuthenticate] ?? "") == true
    )
    #expect(try await mediaTypes(server, .get, "/v1/jobs", 401) == ["application/problem+json"])
    #expect(answer.headers[.contentType] == "application/problem+json")
  }

  private func mediaTypes(
    _ server: InProcessServer,
    _ method: HTTPRequest.Method,
    _ target: String,
    _ code: Int
  ) async throws -> [String] {
    let response = try await response(server, method, target, code)
    return response[member: "content"]?.mapping?.keys.compactMap(\.scalar?.string) ?? []
  }

  /// What the description says of an answer, references followed.
  private func response(
    _ server: InProcessServer,
    _ method: HTTPRequest.Method,
    _ target: String,
    _ code: Int
  ) async throws -> Node {
    let text = await server.send(.get, "/openapi.yaml").text
    let root = try #require(try Yams.compose(yaml: text))
    let path = String(target.prefix { $0 != "?" }).replacing("/x", with: "/{id}")
    let operation = root[member: "paths"]?[member: path]?[member: method.rawValue.lowercased()]
    let response = try #require(operation?[member: "responses"]?[member: "\(code)"])
    guard let reference = response[member: "$ref"]?.string else { return response }
    let name = try #require(reference.split(separator: "/").last)
    return try #require(root[member: "components"]?[member: "responses"]?[member: String(name)])
  }
}

extension Node {
  /// What stands under a key, whatever type a parser would give the key.
  fileprivate subscript(member name: String) -> Node? {
    guard case .mapping(let pairs) = self else { return nil }
    return pairs.first { $0.key.scalar?.string == name }?.value
  }
}
