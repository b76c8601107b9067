import JobModel
import Testing

@testable import JobProfile

/// What single facts may look like in an answer.
struct FactReadingTests {
  /// A profile with many jobs and this answer to a status.
  private func profile(
    _ answer: String = #"{body: {id: "{id}", status: "{state}"}}"#,
    states: String = "{pending: queued, completed: done, failed: error}",
    more: String = "about: x"
  ) throws -> Profile {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: \(answer)}
      states: \(states)
      \(more)
      """
    return try Profile(yaml: yaml, file: "x")
  }

  @Test(arguments: [
    (#""2026-11-21T12:00:00Z""#, Timestamp.noon), (#""2026-11-21T12:00:00""#, .noon),
    (#""2026-11-21T14:00:00.000+02:00""#, .noon), ("1795262400", .noon), ("1795262400.0", .noon),
    (#""1795262400""#, .noon), ("1795262400000", .noon),
    (#""Sat, 21 Nov 2026 12:00:00 GMT""#, .noon),
    ("0", nil), ("-1", nil), (#""soon""#, nil), ("null", nil), ("{}", nil), ("true", nil),
    (#""0001-01-01T00:00:00Z""#, nil),
  ])
  func `an instant is read in every form`(value: String, instant: Timestamp?) throws {
    let profile = try profile(#"{body: {s: "{state}", t: "{created}"}}"#)
    var facts = JobFacts.job("7", "done", .completed)
    facts.created = instant
    #expect(
      profile.read(WireAnswer(200, #"{"s":"done","t":\#(value)}"#), to: .status) == .job(facts)
    )
  }

  @Test(arguments: [
    (#"{"s":"queued","p":45}"#, 0.45), (#"{"s":"queued","p":"45.5"}"#, 0.455),
    (#"{"s":"queued","p":140}"#, 1), (#"{"s":"queued","p":-3}"#, 0),
    (#"{"s":"queued","p":"x"}"#, nil),
    (#"{"s":"queued","n":3,"of":4}"#, 0.75), (#"{"s":"queued","n":3,"of":0}"#, nil),
    (#"{"s":"queued","n":3}"#, nil), (#"{"s":"queued","p":1e999}"#, nil),
  ])
  func `progress is a share, a percentage or two counts`(body: String, progress: Double?) throws {
    let profile = try profile(
      #"{body: {s: "{state}", p: "{progress.percent}", n: "{done}", of: "{total}"}}"#
    )
    var facts = JobFacts.job("7", "queued", .pending)
    facts.progress = progress
    #expect(profile.read(WireAnswer(200, body), to: .status) == .job(facts))
  }

  @Test(arguments: [
    ("no", JobState.pending, true, 1), ("NO", .pending, true, 1), ("1e3", .running, true, 1),
    ("step 4 of 7", .running, true, 1), ("step", .running, false, 1), ("ok", .completed, true, 1),
    ("oops", .failed, true, 3), ("ok?", .cancelled, true, 1),
  ])
  func `words are compared without case, exact ones first`(
    word: String,
    state: JobState,
    isKnown: Bool,
    confirmations: Int
  ) throws {
    let states =
      #"{pending: no, running: [1e3, "step *"], cancelled: "ok*", completed: ok, failed: {words: oops, confirm: 3}}"#
    var facts = JobFacts.job("7", word, state, confirmations: confirmations)
    facts.state?.isKnown = isKnown
    #expect(
      try profile(states: states).read(WireAnswer(200, #"{"status":"\#(word)"}"#), to: .status)
        == .job(facts)
    )
  }

  @Test func `an absent word may have a meaning`() throws {
    let states = #"{pending: "", completed: done, failed: "*"}"#
    let profile = try profile(states: states)
    #expect(profile.read(WireAnswer(200, "{}"), to: .status) == .job(.job("7", "", .pending)))
    #expect(
      profile.read(WireAnswer(200, #"{"status":"x"}"#), to: .status)
        == .job(.job("7", "x", .failed))
    )
    #expect(
      profile.answer(.answer, to: .status, jobs: [.job("7", "", .pending)], values: [:]).text
        == #"{"id":"7"}"#
    )
  }

  @Test func `an absent word is not any word`() throws {
    let profile = try profile(states: #"{pending: queued, completed: done, failed: "*"}"#)
    #expect(
      profile.read(WireAnswer(200, "{}"), to: .status) == .unreadable(why: "it has no state")
    )
  }

  @Test func `a word that may be anything is written as ours`() throws {
    let profile = try profile(
      #"{body: {status: "{state}", conclusion: "{state.conclusion}", step: "{state.step}"}}"#,
      states: "{pending: queued//now, completed: completed/success, failed: completed/*}"
    )
    func written(_ state: JobState) -> String {
      profile.answer(.answer, to: .status, jobs: [.job("7", "", state)], values: [:]).text
    }
    #expect(written(.completed) == #"{"status":"completed","conclusion":"success"}"#)
    #expect(written(.failed) == #"{"status":"completed","conclusion":"failed"}"#)
    #expect(written(.pending) == #"{"status":"queued","step":"now"}"#)
  }

  @Test(arguments: [
    (#"{"id":"a"}"#, "a"), (#"{"id":7}"#, "7"),
    (#"{"id":12345678901234567890}"#, "12345678901234567890"),
    (#"{"id":7.0}"#, "7"), (#"{"id":1e3}"#, "1000"), (#"{"id":""}"#, nil), (#"{"id":true}"#, nil),
    (#"{"id":["a"]}"#, nil), (#"{"job":"a"}"#, nil),
  ])
  func `an id is a text or a number`(body: String, id: JobID?) throws {
    let reading = try profile().read(WireAnswer(201, body), to: .create, about: nil)
    #expect(reading == (id.map { .job(JobFacts(jobID: $0)) } ?? .unreadable(why: "it has no id")))
  }
  @Test func `an id longer than any server's is none`() throws {
    let long = String(repeating: "a", count: 1025)
    let refused = try profile().read(
      WireAnswer(201, #"{"id":"\#(long)"}"#),
      to: .create,
      about: nil
    )
    #expect(refused == .unreadable(why: "its id is longer than 1024 bytes"))
    let body = #"{"id":"\#(long.dropLast())"}"#
    let taken = try profile().read(WireAnswer(201, body), to: .create, about: nil)
    #expect(taken == .job(JobFacts(jobID: JobID(String(long.dropLast())))))
  }
}
