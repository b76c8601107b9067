import JobModel
import Testing

@testable import JobProfile

/// Values of the wrong type, words that are none, secrets and requests that look alike.
extension MistakeTests {
  @Test(arguments: [
    (2, "about: [a, b]", "2: `about` is a text, as in about: “some words”; a list is not."),
    (3, "url: /api", "3: `url` is an address, as in http://127.0.0.1:8080; `/api` is not."),
    (3, "list: 5", "3: `list` is a map, as in {key: value}; `5` is not."),
    (4, "inputs: [a]", "4: `inputs` is a map, as in {key: value}; a list is not."),
    (3, "poll:", "3: `poll` is a map, as in {key: value}; nothing is not."),
    (
      3, "auth: [basic]",
      "3: `auth` is `none`, `basic`, `bearer` or a map of header fields; a list is not."
    ),
    (3, "title: {a: b}", "3: `title` is a text, as in title: “some words”; a map is not."),
    (
      3, "job: 7",
      "3: `job` is the map that is one job, as in {id: \"{id}\", status: \"{state}\"}; `7` is not."
    ),
    (
      9, "  request: [GET, /status]",
      "9: `request` is a method and a path, as in `GET /status/{id}`; a list is not."
    ),
    (13, "---\nname: again", "13: a second document begins here; a file holds one profile."),
    (3, "poll: {floor: -1s}", "3: `floor` is a time, as in 500ms, 5s, 2m or 1h; `-1s` is not."),
    (3, "[a]: b", "3: a key of a profile is a word."),
    (
      3, "push: {sse: {path: events, message: \"{state}\"}}",
      "3: `path` is a path, as in /v1/events; `events` is not."
    ),
    (
      3, "limit: {requests: 9 per 1m, counts: [statsu]}",
      "3: `counts` is one of `create`, `status`, `list`, `bulk`, `cancel`, `retry`, `delete`, "
        + "`log`; `statsu` is not; did you mean `status`?"
    ),
    (
      4, "inputs: {seconds: {type: text, minimum: 3}, should_error: false}",
      "4: `minimum` bounds a number; this input is a text."
    ),
    (
      4, "inputs: {seconds: {type: number, minimum: 3, default: 2}, should_error: false}",
      "4: the default of `seconds` is not a number from 3."
    ),
    (
      10, #"  answer: {body: {a: "{state}", b: "{input}"}}"#,
      "10: `{input}` needs a name, as in `{input.title}`."
    ),
    (
      11, "  missing: gone",
      "11: `missing` is {code, headers, body}, or a code from 100 to 599; `gone` is not."
    ),
    (
      11, "  missing: {code: [404, 40]}",
      "11: `code` is a whole number from 100 to 599; `40` is not."
    ),
    (
      12, "states: {pending: pending, completed: {word: done}, failed: error}",
      "12: `word` is not a key of a state; did you mean `words`?"
    ),
    (
      12, "states: {pending: pending, completed: {words: [], confirm: 0}, failed: error}",
      "12: `confirm` is a whole number from 1 to 1000; `0` is not."
    ),
    (
      14, #"  jobs: "{input.seconds}""#,
      "14: `jobs` takes an input that is a list; `seconds` is a whole number."
    ),
    (
      14, #"  failure: "{input.seconds}""#,
      "14: `failure` takes an input that is a boolean; `seconds` is a whole number."
    ),
    (
      14, #"  duration: "{input.should_error}""#,
      "14: `duration` takes an input that is a number; `should_error` is true or false."
    ),
    (14, "  etag: weak", "14: `etag` is true or false; `weak` is not."),
    (
      14, "  answers: {teapot: 418}",
      "14: `teapot` is not a key of `answers`; there is `unauthorised`, `malformedCredentials`, "
        + "`wrongCredentials`, `unknownPath`, `unreadablePath`, `wrongMethod`, `options`, `wrongType`, "
        + "`unreadableBody`, `bodyTooLarge`."
    ),
    (14, "  ids: uuid\n  ids: uuid", "15: `ids` stands twice in one map; a key may stand once."),
    (
      3, "poll: {floor: 1s, floor: 2s}", "3: `floor` stands twice in one map; a key may stand once."
    ),
    (14, "\tduration: 5s", "14: a tab stands here; YAML is indented with blanks."),
  ])
  func `what cannot be meant is told`(line: Int, text: String, mistake: String) {
    #expect(mistakes(replacing: [line: text]).contains("basic.yaml:" + mistake))
  }

  @Test(arguments: [
    (3, "url: http://ann:s3cret@host/api", "3: `url` holds a user's name or a password"),
    (3, "auth: {X-Api-Key: s3cret}", "3: `X-Api-Key` under `auth` needs \"{token}\""),
    (6, "  request: POST /start?api_key=s3cret", "6: `api_key` holds a secret"),
    (
      6, "  request: POST /start\n  body:\n    user: {name: ann, password: s3cret}",
      "8: `password` holds a secret"
    ),
    (
      6, "  request: POST /start\n  headers: {Accept: text/plain, Authorization: Bearer s3cret}",
      "7: `Authorization` holds a secret"
    ),
  ])
  func `a secret does not belong into a profile`(line: Int, text: String, mistake: String) {
    let found = mistakes(replacing: [line: text])
    #expect(found.count == 1)
    let sentence = found.first ?? ""
    #expect(sentence.hasPrefix("basic.yaml:" + mistake) && sentence.contains("JOBTOP_"))
    #expect(!sentence.contains("s3cret"))
  }

  @Test(arguments: [
    (3, #"auth: {X-User: "{username}", X-Key: "k-{token}"}"#),
    (6, "  request: POST /start?key_id=3&page_token=first"),
    (6, "  request: POST /start\n  headers: {X-Api-Version: 2024-11-06}"),
  ])
  func `what only looks like a secret is fine`(line: Int, text: String) {
    #expect(mistakes(replacing: [line: text]) == [])
  }

  @Test(arguments: [
    (#"sse: {path: "/status/{title}", message: {s: "{state}"}}"#, "`sse` and `status`"),
    (
      #"webhook: {register: {request: POST /start}, message: {s: "{state}"}}"#,
      "`register` and `create`"
    ),
  ])
  func `push must be told apart from operations`(push: String, names: String) {
    #expect(
      mistakes(replacing: [3: "push:\n  \(push)"])
        == [
          "basic.yaml:4: \(names) have the same request: a server could not tell them apart."
        ]
    )
  }

  @Test func `aliases that no sample holds cannot blow a profile up either`() {
    let bomb = (1...8).map { level in
      let inner = Array(repeating: level == 1 ? "x" : "*a\(level - 1)", count: 9)
      return "  a\(level): {default: &a\(level) [\(inner.joined(separator: ", "))]}"
    }
    let yaml = (Self.base.filter { !$0.hasPrefix("inputs") } + ["inputs:"] + bomb)
    #expect(
      mistakes(in: yaml.joined(separator: "\n"))
        == ["basic.yaml:1: there are more than 10,000 values here, aliases counted."]
    )
  }
}
