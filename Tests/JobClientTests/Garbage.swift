import JobModel
import Testing

/// What no job server should answer, byte for byte, and what is said of it.
struct Garbage: Sendable, CustomTestStringConvertible {
  let name: String
  /// The whole answer.
  let bytes: [UInt8]
  /// The sentence about it, behind the server's name.
  let says: String
  /// The server has no more to say on that connection.
  var isLast = false

  var testDescription: String { name }

  /// An answer that is fine but for its body.
  private init(_ name: String, body: [UInt8], why: String) {
    self.name = name
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    bytes = Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body
    says = "the answer to GET /jobs/bad cannot be read: \(why). Is the profile the right one?"
  }

  private init(_ name: String, body: String, why: String) {
    self.init(name, body: Array(body.utf8), why: why)
  }

  /// An answer that is none; the connection ends with it.
  private init(_ name: String, answer: String, why: String) {
    self.name = name
    bytes = Array(answer.utf8)
    says = "GET /jobs/bad did not get through: \(why). Is the server running?"
    isLast = true
  }

  /// An answer that is not even HTTP.
  private init(_ name: String, noHTTP answer: String) {
    self.name = name
    bytes = Array(answer.utf8)
    says =
      "the answer to GET /jobs/bad cannot be read: it is not HTTP. Is the profile the right one?"
    isLast = true
  }

  static let kinds: [Garbage] = [
    Garbage("nothing", body: "", why: "it is empty"),
    Garbage(
      "half of it",
      body: #"{"s":"pend"#,
      why: "not JSON: a string without an end at byte 10"
    ),
    Garbage("a page", body: "<html>", why: "not JSON: a character that begins no value at byte 0"),
    Garbage("a list", body: #"["pending"]"#, why: "it is not an object"),
    Garbage("a state of another type", body: #"{"s":[{"s":"pending"}]}"#, why: "it has no state"),
    Garbage(
      "a NUL",
      body: "{\"s\":\"pend\0ing\"}",
      why: "not JSON: a control character inside a string at byte 10"
    ),
    Garbage(
      "bytes of no text",
      body: [0xFF, 0xFE, 0x00, 0x80],
      why: "not JSON: a character that begins no value at byte 0"
    ),
    Garbage(
      "10,000 lists in each other",
      body: String(repeating: "[", count: 10_000),
      why: "not JSON: too many levels of nesting at byte 200"
    ),
    Garbage("no HTTP", noHTTP: "+OK POP3 ready\r\n\r\n"),
    Garbage(
      "a head without an end",
      noHTTP: "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 200_000)
    ),
    Garbage(
      "a control character in a header",
      noHTTP: "HTTP/1.1 200 OK\r\nX: \u{1b}[31m\r\nContent-Length: 2\r\n\r\n{}"
    ),
    Garbage(
      "half a body",
      answer: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"s\":",
      why: "the server closed the connection"
    ),
    Garbage("silence", answer: "", why: "the server closed the connection"),
  ]
}
