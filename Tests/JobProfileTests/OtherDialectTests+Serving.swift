import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// The server's side of the same profile.
extension OtherDialectTests {
  @Test func `a create is read from path, query, header and body`() throws {
    let header = try #require(HTTPField.Name("X-Request"))
    let request = try WireRequest(
      "PUT /studio/sea%2Fsky%201/renders?draft=true",
      [header: "r-k1"],
      body: #"{"spec":{"layers":["fog"],"frames":"3"}}"#
    )
    #expect(
      profile.route(request)
        == .operation(
          .create,
          values: [
            "input.scene": "sea/sky 1", "input.draft": true, "input.layers": ["fog"],
            "input.frames": 3, "input.quality": "low", "key": "k1",
          ]
        )
    )
  }

  @Test(arguments: [
    (JobState.pending, 200, #"{"done":false}"#), (.running, 200, #"{"done":false}"#),
    (.completed, 203, #"{"done":true}"#), (.cancelled, 200, #"{"done":true,"error":{"code":1}}"#),
    (.failed, 200, #"{"done":true,"error":{"code":13}}"#),
  ])
  func `a state of two parts is written`(state: JobState, code: Int, body: String) {
    let answer = profile.answer(.answer, to: .status, jobs: [.job("7", "", state)], values: [:])
    #expect(answer == WireAnswer(code, body, [.contentType: "application/json"]))
  }

  @Test func `facts are written in the form of their hole`() {
    var facts = JobFacts.job("7", "", .running)
    facts.progress = 0.755
    facts.started = .noon.advanced(by: .milliseconds(500))
    facts.finished = .noon
    facts.remaining = .microseconds(1_500_001)
    facts.result = ["x": 1]
    let answer = profile.answer(.answer, to: .status, jobs: [facts], values: [:])
    #expect(
      answer.text == """
        {"done":false,"steps":{"finished":76,"all":100},\
        "times":{"begin":1795262400,"end":1795262400000,"left":1501},"output":{"x":1}}
        """
    )
  }

  @Test func `a list is written as an object keyed by id`() {
    let jobs: [JobFacts] = [.job("a", "", .running), .job("b", "", .cancelled)]
    let answer = profile.answer(.answer, to: .list, jobs: jobs, values: ["total": 5])
    #expect(
      answer.text
        == #"{"total":5,"renders":{"a":{"done":false},"b":{"done":true,"error":{"code":"1"}}}}"#
    )
  }

  @Test func `text answers carry no JSON`() {
    let values: [String: JSON] = ["reason": "it has ended"]
    #expect(
      profile.answer(.refused, to: .cancel, jobs: [], values: values)
        == WireAnswer(409, "Cannot stop: it has ended!", [.contentType: "text/plain"])
    )
    #expect(profile.answer(.answer, to: .cancel, jobs: [], values: [:]) == WireAnswer(204, ""))
    #expect(
      profile.answer(.exists, to: .create, jobs: [.job("12", "", .running)], values: [:]).text
        == #"{"error":{"code":"DUPLICATE","ticket":12}}"#
    )
  }

  @Test(arguments: [
    ("PUT /studio/s/renders?draft=maybe", Route.invalid(.create, name: "draft")),
    ("DELETE /studio/renders/7", .operation(.cancel, values: ["id": "7"])),
    ("POST /studio/renders/7", .wrongMethod(allowed: ["GET", "HEAD", "DELETE"])),
    (
      "GET /studio/renders?from=4&max=abc",
      .operation(.list, values: ["offset": 4, "limit": "abc"])
    ),
  ])
  func `requests find their operation`(line: String, route: Route) throws {
    #expect(profile.route(try WireRequest(line)) == route)
  }

  @Test func `own header fields carry the credentials`() throws {
    let user = try #require(HTTPField.Name("X-Farm-User"))
    #expect(
      profile.credentials(in: try WireRequest("GET /studio/renders", [user: "ann"]))
        == .given(Credentials(username: "ann"))
    )
    #expect(profile.credentials(in: try WireRequest("GET /studio/renders")) == .none)
    #expect(
      profile.answer(.wrongCredentials, to: nil, jobs: [], values: [:])
        == WireAnswer(401, #"{"error":"Not authorised"}"#, [.contentType: "application/json"])
    )
  }
}
