import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// A profile that is not in the project: other paths, words and codes, id and state elsewhere.
struct OtherDialectTests {
  let profile: Profile

  static let yaml = """
    name: farm
    about: A render farm
    url: https://studio.example/api
    auth: {X-Farm-User: "{username}", X-Farm-Key: "{token}"}
    inputs:
      scene: {type: text, required: true}
      frames: 10
      draft: false
      layers: {type: list}
      quality: {type: [low, high], default: low}
    title: "{input.scene} ({input.frames} frames)"
    create:
      request: PUT /studio/{input.scene}/renders?draft={input.draft}&priority=5
      headers: {X-Request: "r-{key}"}
      body: {spec: {frames: "{input.frames}", layers: "{input.layers}", note: {text: "{input.draft}"}}}
      answer: {code: [202, 207], headers: {Location: "/studio/renders/{id}"}}
      exists: {code: 409, body: {error: {code: DUPLICATE, ticket: "{id.number}"}}}
      absent: {code: 422, body: {error: "{name} is needed"}}
    status:
      request: GET /studio/renders/{id}
      answer:
        body:
          done: "{state}"
          error: {code: "{state.code.number}", text: "{reason}"}
          steps: {finished: "{done}", all: "{total}"}
          times: {begin: "{started.s}", end: "{finished.ms}", left: "{remaining.ms}"}
          output: "{result}"
      missing: {code: 200, body: {done: null, error: {code: 5}}}
    list:
      request: GET /studio/renders?from={offset}&max={limit}
      answer: {body: {total: "{total}", renders: {"{id}": {done: "{state}", error: {code: "{state.code}"}}}}}
      limit: 2
    cancel:
      request: DELETE /studio/renders/{id}
      answer: 204
      refused: {code: [409, 423], headers: {Content-Type: text/plain}, body: "Cannot stop: {reason}!"}
    states:
      running: "false"
      completed: {words: "true", code: 203}
      cancelled: true/1
      failed: [true/13, true/*]
    """

  init() throws {
    profile = try Profile(yaml: Self.yaml, file: "farm.profile.yaml")
  }

  @Test func `inputs go where the samples have them, with their types`() {
    let request = profile.request(
      .create,
      values: [
        "input.scene": "sea/sky 1", "input.draft": "true", "input.layers": "fog, rain",
        "key": "k\r\nX-Evil: 1",
      ],
      credentials: Credentials(username: "ann", token: "s3")
    )
    #expect(
      request?.text == """
        PUT /studio/sea%2Fsky%201/renders?draft=true&priority=5
        Accept: application/json
        X-Request: r-kX-Evil: 1
        X-Farm-User: ann
        X-Farm-Key: s3
        Content-Type: application/json
        {"spec":{"frames":10,"layers":["fog","rain"],"note":{"text":true}}}
        """
    )
  }

  @Test func `without a value a member, a parameter and a header are left out`() throws {
    let yaml = """
      name: x
      create:
        request: POST /jobs?a={input.a}&b=1
        headers: {Prefer: "wait={holds.s}"}
        body: {only: {a: "{input.a}"}, list: ["{input.a}"], kept: {}}
        answer: {body: {id: "{id}"}}
      inputs: {a: {type: text}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      states: {pending: p, completed: c, failed: f}
      """
    let profile = try Profile(yaml: yaml, file: "x")
    let request = profile.request(.create, values: [:], credentials: Credentials())
    #expect(
      request?.text
        == "POST /jobs?b=1\nAccept: application/json\nContent-Type: application/json\n{\"kept\":{}}"
    )
    #expect(profile.request(.status, values: [:], credentials: Credentials()) == nil)
    #expect(profile.request(.cancel, values: ["id": "1"], credentials: Credentials()) == nil)
  }

  @Test func `a URL is asked for as it is`() throws {
    let yaml = """
      name: x
      status: {request: "GET {id.url}", answer: {body: {s: "{state}"}}}
      log: {request: "GET /proxy/{id.url}?raw=1", answer: {body: "{log}"}}
      states: {pending: p, completed: c, failed: f}
      """
    let profile = try Profile(yaml: yaml, file: "x")
    func target(_ operation: JobOperation) -> String? {
      profile.request(operation, values: ["id": "/jobs/7?v=1"], credentials: Credentials())?.target
    }
    #expect(target(.status) == "/jobs/7?v=1")
    #expect(target(.log) == "/proxy//jobs/7?v=1&raw=1")
  }

  @Test(arguments: [
    "/studio/renders/x%201", "/api/studio/renders/x%201?x=1",
    "https://studio.example/studio/renders/x%201",
  ])
  func `the id is in a header`(location: String) {
    let answer = WireAnswer(202, "", [.location: location])
    #expect(profile.read(answer, to: .create, about: nil) == .job(JobFacts(jobID: "x 1")))
  }

  @Test func `a create without an id is unreadable`() {
    for headers: HTTPFields in [[:], [.location: "/elsewhere/7"]] {
      #expect(
        profile.read(WireAnswer(202, "", headers), to: .create, about: nil)
          == .unreadable(why: "it has no id")
      )
    }
  }

  @Test(arguments: [
    (#"{"done":false}"#, "false", JobState.running), (#"{"done":true}"#, "true", .completed),
    (#"{"done":true,"error":{"code":1}}"#, "true/1", .cancelled),
    (#"{"done":"TRUE","error":{"code":13}}"#, "TRUE/13", .failed),
    (#"{"done":true,"error":{"code":99}}"#, "true/99", .failed),
  ])
  func `a state of two parts is read`(body: String, word: String, state: JobState) {
    #expect(profile.read(WireAnswer(203, body), to: .status) == .job(.job("7", word, state)))
  }

  @Test func `facts are read wherever they stand, in whatever form`() {
    let body = """
      {"steps":{"all":8,"finished":6},"extra":[{}],"done":true,"output":["a.exr",{"b":1}],
       "error":{"code":13,"text":"out of memory"},
       "times":{"begin":1795262400.5,"end":1795262409000,"left":1500}}
      """
    var facts = JobFacts.job("7", "true/13", .failed)
    facts.progress = 0.75
    facts.reason = "out of memory"
    facts.started = .noon.advanced(by: .milliseconds(500))
    facts.finished = .noon.advanced(by: .seconds(9))
    facts.remaining = .milliseconds(1500)
    facts.result = ["a.exr", ["b": 1]]
    #expect(profile.read(WireAnswer(200, body), to: .status) == .job(facts))
  }

  @Test func `end and result count only in a final state`() {
    let body = #"{"done":false,"output":"half.exr","times":{"end":1795262409000}}"#
    #expect(
      profile.read(WireAnswer(200, body), to: .status) == .job(.job("7", "false", .running))
    )
  }

  @Test func `an unknown word counts as running and says so`() {
    var facts = JobFacts.job("7", "perhaps", .running)
    facts.state?.isKnown = false
    #expect(profile.read(WireAnswer(200, #"{"done":"perhaps"}"#), to: .status) == .job(facts))
  }

  @Test func `missing is told apart from a status by its constants`() {
    let answer = WireAnswer(200, #"{"done":null,"error":{"code":5.0},"message":"gone"}"#)
    #expect(profile.read(answer, to: .status) == .missing(reason: "gone"))
  }

  @Test func `a create that was there already is attached to`() {
    let answer = WireAnswer(409, #"{"error":{"code":"DUPLICATE","ticket":12}}"#)
    #expect(profile.read(answer, to: .create, about: nil) == .exists(JobFacts(jobID: "12")))
    let other = WireAnswer(409, #"{"error":{"code":"LOCKED","message":"not now"}}"#)
    #expect(
      profile.read(other, to: .create, about: nil) == .failed(code: 409, reason: "not now")
    )
  }

  @Test func `a refusal is read from text`() {
    #expect(
      profile.read(WireAnswer(423, "Cannot stop: it has ended!\n"), to: .cancel)
        == .refused(reason: "it has ended")
    )
    #expect(
      profile.read(WireAnswer(409, "<b>Busy</b> &amp; locked"), to: .cancel)
        == .failed(code: 409, reason: "Busy & locked")
    )
    #expect(profile.read(WireAnswer(204, ""), to: .cancel) == .job(JobFacts(jobID: "7")))
  }

  @Test func `a list is an object keyed by id, paged by offset`() {
    let body = #"{"total":5,"renders":{"a":{"done":false},"b":{"done":true,"error":{"code":1}}}}"#
    let jobs: [JobFacts] = [.job("a", "false", .running), .job("b", "true/1", .cancelled)]
    func page(at offset: Int) -> Reading {
      profile.read(
        WireAnswer(200, body),
        to: .list,
        about: nil,
        now: .noon,
        values: ["offset": .number(String(offset))]
      )
    }
    #expect(page(at: 0) == .jobs(jobs, page: ListPage(next: ["offset": 2])))
    #expect(page(at: 2) == .jobs(jobs, page: ListPage(next: ["offset": 4])))
    #expect(page(at: 3) == .jobs(jobs, page: ListPage()))
    let request = profile.request(.list, values: [:], credentials: Credentials())
    #expect(request?.target == "/studio/renders?from=0&max=2")
  }

  @Test func `what it can do follows from its samples`() {
    #expect(profile.createIsRepeatable && profile.listHasState && !profile.clientChoosesID)
    #expect(profile.operations == [.create, .status, .list, .cancel] && !profile.hasOneJob)
    #expect(profile.title(inputs: ["scene": "sea"]) == "sea (10 frames)")
    #expect(profile.pollFloor == .milliseconds(500) && profile.sse == nil)
    #expect(
      profile.inputs == [
        InputField(name: "scene", type: .text, isRequired: true),
        InputField(name: "frames", type: .integer, defaultValue: 10),
        InputField(name: "draft", type: .boolean, defaultValue: false),
        InputField(name: "layers", type: .list),
        InputField(name: "quality", type: .choice(["low", "high"]), defaultValue: "low"),
      ]
    )
  }
}
