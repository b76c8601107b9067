import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// HeyGen's translations, version 3 of its API: a job for each language, other words in bulk.
struct HeyGenTests {
  let profile: Profile

  init() throws {
    profile = try #require(Profile.builtIn("heygen"))
  }

  @Test func `a create asks for every language at once`() {
    let request = profile.request(
      .create,
      values: [
        "input.video_url": "https://x/v.mp4", "input.output_languages": "French, Hindi",
        "input.title": "Keynote",
      ],
      credentials: Credentials(token: "s3")
    )
    #expect(
      request?.text == """
        POST /v3/video-translations
        Accept: application/json
        x-api-key: s3
        Content-Type: application/json
        {"video":{"type":"url","url":"https://x/v.mp4"},\
        "output_languages":["French","Hindi"],"title":"Keynote","mode":"speed"}
        """
    )
  }

  @Test func `a create gives a job for each language`() {
    let body = #"{"data":{"video_translation_ids":["a","b"]}}"#
    #expect(
      profile.read(WireAnswer(200, body), to: .create, about: nil)
        == .jobs([JobFacts(jobID: "a"), JobFacts(jobID: "b")], page: ListPage())
    )
  }

  @Test func `a job is read, its result only once it has completed`() {
    func body(_ status: String) -> String {
      """
      {"data":{"id":"a","status":"\(status)","title":"Keynote","duration":61.5,
       "created_at":1795262400,"video_url":"https://x/a.mp4","audio_url":null,
       "failure_message":null,"output_language":"French"}}
      """
    }
    func facts(_ word: String, _ state: JobState) -> JobFacts {
      var facts = JobFacts.job("a", word, state)
      (facts.title, facts.created) = ("Keynote", .noon)
      facts.inputs = ["output_language": "French"]
      return facts
    }
    var completed = facts("completed", .completed)
    completed.result = "https://x/a.mp4"
    #expect(
      profile.read(WireAnswer(200, body("running")), to: .status, about: "a")
        == .job(facts("running", .running))
    )
    #expect(
      profile.read(WireAnswer(200, body("completed")), to: .status, about: "a") == .job(completed)
    )
  }

  @Test func `a list goes on with a token`() {
    let body = """
      {"data":[{"id":"a","status":"failed","failure_message":"no speech"}],"has_more":true,
       "next_token":"t2"}
      """
    var facts = JobFacts.job("a", "failed", .failed)
    facts.reason = "no speech"
    #expect(
      profile.read(WireAnswer(200, body), to: .list, about: nil)
        == .jobs([facts], page: ListPage(next: ["next": "t2"]))
    )
    let next = profile.request(.list, values: ["next": "t2"], credentials: Credentials())
    #expect(next?.target == "/v3/video-translations?limit=100&token=t2")
  }

  @Test func `several jobs are asked for at once, and one may be gone`() {
    let request = profile.request(
      .bulk,
      values: ["ids": ["a", "b"]],
      credentials: Credentials()
    )
    #expect(request?.target == "/v3/video-translations/statuses?video_translation_ids=a,b")
    let body = """
      {"data":[{"video_id":"a","status":"queued"},{"video_id":"b","status":"processing"},
       {"video_id":"c","status":"not_found"}]}
      """
    #expect(
      profile.read(WireAnswer(200, body), to: .bulk, about: nil)
        == .jobs(
          [.job("a", "queued", .pending), .job("b", "processing", .running)],
          page: ListPage()
        )
    )
    #expect(profile.bulkLimit == 100 && profile.pollFloor == .seconds(2))
  }

  @Test func `a simulated server reads what its client sends`() throws {
    #expect(
      profile.route(
        try WireRequest("GET /v3/video-translations/statuses?video_translation_ids=a,b")
      )
        == .operation(.bulk, values: ["ids": ["a", "b"]])
    )
    #expect(
      profile.route(try WireRequest("GET /v3/video-translations/a"))
        == .operation(.status, values: ["id": "a"])
    )
    #expect(
      profile.route(
        try WireRequest("POST /v3/video-translations", body: #"{"video":{"url":"https://x/v"}}"#)
      ) == .absent(.create, name: "output_languages")
    )
  }
}
