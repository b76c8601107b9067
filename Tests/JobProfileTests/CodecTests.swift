import JobModel
import Testing

@testable import JobProfile

/// The small codecs that samples are written and read with.
struct CodecTests {
  @Test(arguments: [
    ("a/b?x=1&y#z", "a%2Fb%3Fx%3D1%26y%23z"), ("Grüße 1", "Gr%C3%BC%C3%9Fe%201"),
    ("a.b-c_d~e", "a.b-c_d~e"),
    (".", "%2E"), ("..", "%2E%2E"), ("...", "..."), ("100%+", "100%25%2B"), ("", ""),
  ])
  func `a segment is encoded and comes back`(text: String, encoded: String) {
    #expect(PercentEncoding.encoded(text) == encoded)
    #expect(PercentEncoding.decoded(encoded) == text)
    #expect(PercentEncoding.decoded(encoded, plusIsBlank: true) == text)
  }

  @Test(arguments: [("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("a+b", "a b"), ("%E4", "\u{FFFD}")])
  func `an escape that is none stays`(encoded: String, text: String) {
    #expect(PercentEncoding.decoded(encoded, plusIsBlank: true) == text)
  }

  @Test(arguments: [
    ("Task {id} deleted.", "Task a deleted.", ["a"]),
    ("Task {id} deleted.", "Task a deleted. deleted.", ["a deleted."]),
    ("Task {id} deleted.", "Task a", nil), ("{id}-{title}", "a-b-c", ["a", "b-c"]),
    ("{*}: {reason}", "error: x: y", ["x: y"]), ("{id}", "", [""]), ("x{id}", "y", nil),
    ("{ id } {unknown} {}", "{ id }  {}", []),
  ])
  func `each hole takes the shortest piece`(sample: String, text: String, found: [String]?) {
    let sample = TextSample(parsing: sample) { _ in }
    #expect(sample.captures(in: text)?.map(\.text) == found)
  }

  @Test(arguments: [
    ("staus", "status"), ("Status", "status"), ("sttaus", "status"), ("stat", "state"),
    ("cancle", "cancel"), ("x", nil), ("colour", nil),
  ])
  func `the nearest word is found`(word: String, near: String?) {
    let words = ["status", "state", "create", "cancel", "list"]
    #expect(Spelling.nearest(to: word, among: words) == near)
  }

  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"),
    ("Sat, 21 Nov 2026 12:00:00 GMT", "2026-11-21T12:00:00.000Z"),
    ("Sat, 21 Nov 2026 12:00:00 CET", nil), ("21 Nov 2026", nil),
    ("Sat, 21 Nev 2026 12:00:00 GMT", nil),
  ])
  func `the date of a header field is read`(text: String, instant: String?) {
    #expect(HTTPDate.instant(text)?.rfc3339 == instant)
  }

  @Test(arguments: [
    "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 31 Dec 1969 23:59:59 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 29 Feb 2024 23:59:59 GMT",
  ])
  func `the date of a header field is written as it is read`(text: String) throws {
    #expect(HTTPDate.text(try #require(HTTPDate.instant(text))) == text)
  }

  @Test(
    arguments: [
      (InputType.number, JSON.string("1.5"), JSON.number("1.5")), (.number, "x", nil),
      (.integer, "7", 7),
      (.integer, 7.0, 7), (.integer, 1.5, nil), (.boolean, "true", true), (.boolean, 1, nil),
      (.text, 7, 7), (.text, ["a"], nil), (.url, "http://x", "http://x"), (.url, "x", nil),
      (.list, "a, b\n c ,", ["a", "b", "c"]), (.list, ["a", 1], ["a", 1]), (.list, 3, nil),
      (.list, [["a"]], nil), (.choice(["a", "b"]), "b", "b"), (.choice(["a"]), "c", nil),
    ] as [(InputType, JSON, JSON?)]
  )
  func `an input is taken as its type`(type: InputType, given: JSON, value: JSON?) {
    #expect(InputField(name: "x", type: type).value(from: given) == value)
  }
}
