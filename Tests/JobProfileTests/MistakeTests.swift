import JobModel
import Testing

@testable import JobProfile

/// A profile with a mistake is refused with line, what is wrong and what would be right.
struct MistakeTests {
  /// Lines that replace those of this profile, and what is said of them.
  static let base = [
    "name: basic",
    "about: Many jobs",
    "url: http://127.0.0.1:8000",
    "inputs: {should_error: false, seconds: 5}",
    "create:",
    "  request: POST /start",
    #"  answer: {body: {job_id: "{id}"}}"#,
    "status:",
    "  request: GET /status/{id}",
    #"  answer: {body: {result: "{state}"}}"#,
    "  missing: {code: 404, body: {detail: Job not found}}",
    "states: {pending: pending, completed: completed, failed: error}",
    "simulate:",
    "  duration: 5s..15s",
  ]

  func mistakes(replacing lines: [Int: String]) -> [String] {
    let text = Self.base.enumerated().map { lines[$0.offset + 1] ?? $0.element }
    return mistakes(in: text.joined(separator: "\n"))
  }

  func mistakes(in yaml: String) -> [String] {
    do {
      _ = try Profile(yaml: yaml, file: "basic.yaml")
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  @Test func `the profile that the mistakes are put into has none`() {
    #expect(mistakes(replacing: [:]) == [])
  }

  @Test(arguments: [
    (8, "staus:", "8: `staus` is not a key of a profile; did you mean `status`?"),
    (
      7, "  answer: {body: {job_id: {id}}}",
      #"7: `{id}` needs quotes: "{id}". Without them YAML reads a mapping."#
    ),
    (
      10, #"  answer: {body: {a: "{stat}", b: "{state}"}}"#,
      "10: `{stat}` is not a fact; did you mean `state`?"
    ),
    (
      10, "  answer: {body: {result: done}}",
      "8: the answer of `status` has no `{state}`: nothing says how the job stands."
    ),
    (
      7, "  answer: {body: {ok: true}}",
      "5: `create` has no `{id}`, neither in its answer nor in its request: the job could not be "
        + "asked for."
    ),
    (
      9, "  request: GET /status",
      "8: `create` gives an id but the request of `status` has no `{id}`."
    ),
    (
      12, "states: {pending: pending, completed: completed, failed: Completed}",
      "12: the word `Completed` stands for completed (above) and for failed; one word has one "
        + "state."
    ),
    (
      12, "states: {pending: pending, completed: completed}",
      "12: no word stands for failed: a job could not end that way. Add `failed: …`."
    ),
    (
      9, "  request: FETCH /status/{id}",
      "9: `request` is a method and a path, as in `GET /status/{id}`; `FETCH /status/{id}` is not."
    ),
    (
      11, "  missing: 200",
      "8: `missing` of `status` has the code of its answer and no body to tell them apart."
    ),
    (
      14, "  duration: 5..15",
      "14: `duration` is a time or a range, as in 5s or 5s..15s, or an input; `5..15` is not."
    ),
    (
      6, "  request: POST /start?x={input.shuold_error}",
      "6: `{input.shuold_error}` asks for an input that `inputs` does not name; did you mean "
        + "`should_error`?"
    ),
  ])
  func `the mistakes of the grammar are found`(line: Int, text: String, mistake: String) {
    #expect(mistakes(replacing: [line: text]).contains("basic.yaml:" + mistake))
  }

  @Test(arguments: [
    (
      10, #"  answer: {body: {a: "{created.percent}", b: "{state}"}}"#,
      "10: `percent` is not a form of `created`; it has `s`, `ms`, `float`, `local`."
    ),
    (
      10, #"  answer: {body: {a: "{state}", b: "{state.percent}"}}"#,
      "10: a part of the state cannot be named `percent`: that is a form."
    ),
    (
      10, #"  answer: {body: {a: "{state}", b: "{token}"}}"#,
      "10: `{token}` is a credential and belongs under `auth`."
    ),
    (
      10, #"  answer: {body: {a: "{state}", b: "{job}"}}"#,
      "10: `{job}` stands for the tree under `job`, and there is none."
    ),
    (
      3, "url: 127.0.0.1:8000",
      "3: `url` is an address, as in http://127.0.0.1:8080; `127.0.0.1:8000` is not."
    ),
    (
      3, "auth: digest",
      "3: `auth` is `none`, `basic`, `bearer` or a map of header fields; `digest` is not."
    ),
    (
      3, "poll: {floor: 5}",
      "3: `floor` is a time, as in 500ms, 5s, 2m or 1h; `5` is not."
    ),
    (
      3, "limit: {requests: many}",
      "3: `requests` is a number and a time, as in 100 per 15m; `many` is not."
    ),
    (
      3, #"list: {request: GET /jobs, answer: {body: {jobs: ["{state}"]}}}"#,
      #"3: the answer of `list` has no list with `{id}` in it, as in [{id: "{id}"}]: it would "#
        + "find no job."
    ),
    (
      3, #"cancel: {request: POST /cancel}"#,
      "3: the request of `cancel` has no `{id}`: nothing says which job."
    ),
    (
      3, #"delete: {request: "GET /status/{title}"}"#,
      "3: `delete` and `status` have the same request: a server could not tell them apart."
    ),
    (
      3, "push: {sse: {path: /events}}",
      #"3: `sse` needs a `message`, as in {id: "{id}", status: "{state}"}."#
    ),
    (
      3, #"push: {sse: {path: /events, message: {s: "{state}"}, sends: ends}}"#,
      "3: `sends` is one of `changes`, `final`; `ends` is not."
    ),
    (
      4, "inputs: {seconds: {type: number, default: soon}}",
      "4: the default of `seconds` is not a number."
    ),
    (
      4, "inputs: {seconds: {type: nubmer}}",
      "4: `type` is one of `text`, `number`, `integer`, `boolean`, `url`, `list`, or a list of "
        + "choices; `nubmer` is not; did you mean `number`?"
    ),
    (
      7, #"  answer: {code: 2000, body: {job_id: "{id}"}}"#,
      "7: `code` is a whole number from 100 to 599; `2000` is not."
    ),
    (
      7, #"  answer: {headers: {"a b": x}, body: {job_id: "{id}"}}"#,
      "7: `a b` cannot be the name of a header field."
    ),
    (
      14, "  redraw: neve",
      "14: `redraw` is one of `never`, `ended`, `always`; `neve` is not; did you mean `never`?"
    ),
    (14, "  failure: 20", "14: `failure` is a probability from 0 to 1, or an input; `20` is not."),
    (
      14, "  slash: 200",
      "14: `slash` is `strict`, `either`, or the code of a redirect (301, 302, 307, 308); `200` "
        + "is not."
    ),
    (2, "name: x", "2: `name` stands twice in one map; a key may stand once."),
    (2, "about: [", "4: this is not YAML: did not find expected ',' or ']'."),
  ])
  func `further mistakes are found`(line: Int, text: String, mistake: String) {
    #expect(mistakes(replacing: [line: text]).contains("basic.yaml:" + mistake))
  }

  @Test func `a path begins with a slash or with a URL`() {
    #expect(mistakes(replacing: [9: "  request: GET {id}"]).count == 1)
    #expect(mistakes(replacing: [9: "  request: GET {id.url}"]) == [])
  }

  @Test func `all mistakes are told at once, in the order of the lines`() {
    let found = mistakes(replacing: [
      1: "nmae: basic",
      9: "  request: GET",
      12: "states: {pending: [queued, queued], completed: done, faild: error}",
      14: "  duration: long",
    ])
    #expect(
      found == [
        "basic.yaml:1: `nmae` is not a key of a profile; did you mean `name`?",
        "basic.yaml:9: `request` is a method and a path, as in `GET /status/{id}`; `GET` is not.",
        "basic.yaml:12: `faild` is not a key of `states`; did you mean `failed`?",
        "basic.yaml:12: the word `queued` stands twice for pending.",
        "basic.yaml:14: `duration` is a time or a range, as in 5s or 5s..15s, or an input; `long` "
          + "is not.",
      ]
    )
  }

  @Test func `a profile is named like its file`() {
    #expect(throws: ProfileMistakes.self) {
      try Profile(yaml: Self.base.joined(separator: "\n"), file: "/home/x/other.profile.yaml")
    }
    #expect(throws: Never.self) {
      try Profile(yaml: Self.base.joined(separator: "\n"), file: "/home/x/basic.profile.yaml")
    }
  }

  @Test(arguments: ["", "# nothing", "just a text", "[1, 2]"])
  func `a file that is no profile is refused`(text: String) {
    #expect(mistakes(in: text).count == 1)
  }

  @Test func `aliases cannot blow a profile up`() {
    let bomb = (1...8).map { level in
      "  a\(level): &a\(level) [\(Array(repeating: level == 1 ? "x" : "*a\(level - 1)", count: 9).joined(separator: ", "))]"
    }
    let yaml = (Self.base + ["job:"] + bomb).joined(separator: "\n")
    let sentence = "there are more than 10,000 values here, aliases counted."
    #expect(mistakes(in: yaml).map { $0.hasSuffix(sentence) } == [true])
  }
}
