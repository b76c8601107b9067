import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Lists in all the ways in which servers page them.
struct ListTests {
  private func profile(list: String) throws -> Profile {
    let yaml = """
      name: lists
      status: {request: "GET /jobs/{id}", answer: {body: {id: "{id}", status: "{state}"}}}
      states: {pending: queued, completed: done, failed: error, missing: gone}
      list:
        \(list)
      """
    return try Profile(yaml: yaml, file: "lists")
  }

  private func page(
    _ list: String,
    _ body: String,
    _ headers: HTTPFields = [:],
    values: [String: JSON] = [:]
  ) throws -> ListPage? {
    let answer = WireAnswer(200, body, headers)
    let reading = try profile(list: list)
      .read(answer, to: .list, about: nil, now: .noon, values: values)
    guard case .jobs(_, let page) = reading else { return nil }
    return page
  }

  static let cursor =
    #"{request: "GET /jobs?c={next}", answer: {body: {j: ["{id}"], n: "{next}", m: "{more}"}}}"#
  static let url = #"{request: GET /jobs, answer: {body: {j: ["{id}"], n: "{next}"}}}"#
  static let whole = #"{request: GET /jobs, answer: {body: ["{id}"]}}"#
  static let offset =
    #"{request: "GET /jobs?o={offset}&l={limit}", limit: 2, answer: {body: {j: ["{id}"], m: "{more}", t: "{total}"}}}"#
  static let numbered = #"{request: "GET /jobs?p={page}", limit: 2, answer: {body: ["{id}"]}}"#

  @Test func `a cursor goes on until there is none`() throws {
    let next = ListPage(next: ["next": "c2"])
    #expect(try page(Self.cursor, #"{"j":[1],"n":"c2"}"#) == next)
    #expect(try page(Self.cursor, #"{"j":[1],"n":"c2","m":true}"#) == next)
    #expect(try page(Self.cursor, #"{"j":[1],"n":9}"#) == ListPage(next: ["next": 9]))
    for end in [
      #"{"j":[1]}"#, #"{"j":[1],"n":null}"#, #"{"j":[1],"n":""}"#, #"{"j":[],"n":"c2"}"#,
      #"{"j":[1],"n":"c2","m":false}"#,
    ] {
      #expect(try page(Self.cursor, end) == ListPage())
    }
  }

  @Test func `the next page may be a URL, in the body or in a header`() throws {
    let next = ListPage(nextTarget: "http://x/jobs?c=2")
    #expect(try page(Self.url, #"{"j":[1],"n":"http://x/jobs?c=2"}"#) == next)
    #expect(try page(Self.url, #"{"j":[1],"n":null}"#) == ListPage())
    let link = try #require(HTTPField.Name("Link"))
    let headers: HTTPFields = [link: #"<http://x/jobs?c=2>; rel="next""#]
    #expect(try page(Self.whole, "[1]", headers) == next)
    #expect(try page(Self.whole, "[]", headers) == ListPage())
    #expect(try page(Self.whole, "[1]") == ListPage())
  }

  @Test func `an offset goes on to the total, the flag, or a page that is not full`() throws {
    func next(_ body: String, from offset: JSON) throws -> ListPage? {
      try page(Self.offset, body, values: ["offset": offset])
    }
    let four = ListPage(next: ["offset": 4])
    #expect(try next(#"{"j":[1,2]}"#, from: 2) == four)
    #expect(try next(#"{"j":[1,2],"t":5}"#, from: 2) == four)
    #expect(try next(#"{"j":[1],"m":true}"#, from: 3) == four)
    for end in [#"{"j":[1]}"#, #"{"j":[1,2],"t":4}"#, #"{"j":[1,2],"m":false}"#, #"{"j":[]}"#] {
      #expect(try next(end, from: 2) == ListPage())
    }
  }

  @Test func `pages count from 1`() throws {
    #expect(try page(Self.numbered, "[1,2]") == ListPage(next: ["page": 2]))
    #expect(try page(Self.numbered, "[1,2]", values: ["page": 2]) == ListPage(next: ["page": 3]))
    #expect(try page(Self.numbered, "[1]", values: ["page": 2]) == ListPage())
    let request = try profile(list: Self.numbered)
      .request(.list, values: [:], credentials: Credentials())
    #expect(request?.target == "/jobs?p=1")
  }

  @Test func `elements that do not fit, have no id or are gone are passed over`() throws {
    let list = #"{request: GET /jobs, answer: {body: [{type: JOB, id: "{id}", s: "{state}"}]}}"#
    let body = """
      [{"type":"JOB","id":7,"s":"queued"},{"type":"DRIVER","id":8,"s":"queued"},
       {"type":"JOB","id":null,"s":"done"},{"type":"JOB","id":"9","s":"GONE"},null,3,
       {"type":"JOB","id":"10"}]
      """
    #expect(
      try profile(list: list).read(WireAnswer(200, body), to: .list, about: nil)
        == .jobs(
          [.job("7", "queued", .pending), JobFacts(jobID: "10")],
          page: ListPage()
        )
    )
  }

  @Test(arguments: [
    (304, "", Reading.notModified), (200, "{}", .unreadable(why: "it is not a list")),
    (200, "", .unreadable(why: "it is empty")),
    (404, #"{"error":"no such page"}"#, .failed(code: 404, reason: "no such page")),
  ])
  func `an answer that is no list is not an empty one`(code: Int, body: String, reading: Reading)
    throws
  {
    #expect(
      try profile(list: Self.whole).read(WireAnswer(code, body), to: .list, about: nil) == reading
    )
  }

  @Test func `ids are asked for together`() throws {
    let yaml = """
      name: bulk
      status: {request: "GET /jobs/{id}", answer: {body: {jobs: [{id: "{id.number}", s: "{state}"}]}}}
      bulk:
        request: GET /jobs/statuses?ids={ids}
        answer: {body: {data: [{id: "{id}", s: "{state}"}]}}
        limit: 50
      states: {pending: queued, completed: done, failed: error, missing: not_found}
      """
    let profile = try Profile(yaml: yaml, file: "bulk")
    let request = profile.request(.bulk, values: ["ids": ["a,b", "7"]], credentials: Credentials())
    #expect(request?.target == "/jobs/statuses?ids=a%2Cb,7")
    #expect(
      profile.route(try WireRequest("GET /jobs/statuses?ids=a,7"))
        == .operation(.bulk, values: ["ids": ["a", "7"]])
    )
    #expect(profile.route(try WireRequest("GET /jobs/statuses")) == .absent(.bulk, name: "ids"))
    #expect(profile.bulkLimit == 50)
    let body = #"{"data":[{"id":"a","s":"done"},{"id":"7","s":"not_found"}]}"#
    #expect(
      profile.read(WireAnswer(200, body), to: .bulk, about: nil)
        == .jobs([.job("a", "done", .completed)], page: ListPage())
    )
    // An answer about one job may be a list that holds it.
    let jobs = #"{"jobs":[{"id":6,"s":"error"},{"id":7,"s":"queued"}]}"#
    #expect(
      profile.read(WireAnswer(200, jobs), to: .status) == .job(.job("7", "queued", .pending))
    )
    #expect(profile.read(WireAnswer(200, jobs), to: .status, about: "8") == .missing(reason: nil))
    #expect(
      profile.answer(.answer, to: .status, jobs: [.job("7", "", .failed)], values: [:]).text
        == #"{"jobs":[{"id":7,"s":"error"}]}"#
    )
  }
}
