import JobModel
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    #"{"b":1,"a":[true,null,-1.5e3],"c":{"d":""}}"#, "[]", "{}", #""a\"b\\c\n""#,
    "12345678901234567890123", "0", #""é漢🚀""#,
  ])
  func `what is read is written again as it stood`(text: String) throws {
    #expect(try JSON(parsing: text).description == text)
  }

  @Test func `members keep their order and the last of two with one name counts`() throws {
    let json = try JSON(parsing: #"{"z":1,"a":2,"z":3}"#)
    #expect(json["z"] == 3)
    #expect(json.description == #"{"z":1,"a":2,"z":3}"#)
  }

  @Test(arguments: [
    (#""\u00e9""#, "é"), (#""\ud83d\ude80""#, "🚀"), (#""\/\b\f\r\t""#, "/\u{8}\u{C}\r\t"),
    ("\u{FEFF}\"a\"", "a"),
  ])
  func `escapes become text`(source: String, text: String) throws {
    #expect(try JSON(parsing: source) == .string(text))
  }

  @Test(arguments: ["0x10", "+5", ".5", "007", "", "1e", "nan", "1 2", "1,2", "}"])
  func `what was made a number and is none is written as a text`(digits: String) throws {
    let object: JSON = ["value": .number(digits)]
    #expect(try JSON(parsing: object.description) == ["value": .string(digits)])
  }

  @Test(arguments: [
    (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"), (#""\udc00""#, "\u{FFFD}"),
    (#""\ude80\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83d\n""#, "\u{FFFD}\n"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude80""#, "\u{FFFD}🚀"),
  ])
  func `half of a surrogate pair stands for no character`(source: String, text: String) throws {
    #expect(try JSON(parsing: source) == .string(text))
  }

  @Test(arguments: [#""\ud83d\u12g4""#, #""\ud83d\x""#, #""\ud83d\u00"#, #""\ud83d\"#])
  func `what follows half of a surrogate pair is read with care`(text: String) {
    #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: text) }
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "nul", "01", "1.", "-", "\"a", "\"\\x\"", "[1]x",
    "\"\u{1}\"", "{1:2}", "\"\\u12g4\"",
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: text) }
  }

  @Test func `ten thousand levels of nesting are refused without a crash`() {
    let text = String(repeating: "[", count: 10_000)
    #expect(throws: JSON.SyntaxError(problem: "too many levels of nesting", offset: 200)) {
      try JSON(parsing: text)
    }
  }

  @Test func `control characters are escaped when written`() {
    #expect(JSON.string("a\u{1B}[0m\u{7F}").description == #""a\u001b[0m\u007f""#)
  }

  @Test func `numbers and booleans are read from text where servers write them so`() {
    #expect(JSON.string("3").integer == 3)
    #expect(JSON.number("3.0").integer == 3)
    #expect(JSON.number("3.5").integer == nil)
    #expect(JSON.string("true").boolean == true)
    #expect(JSON.number("1e999").double == nil)
  }

  @Test(arguments: [
    ("\u{1B}[31m", #""\u001b[31m""#), ("\u{9B}31m", #""\u009b31m""#),
    ("a\u{202E}b", #""a\u202eb""#), ("\u{2066}\u{200F}\u{61C}", #""\u2066\u200f\u061c""#),
    ("→ ©", #""→ ©""#),
  ])
  func `no text is a command to a terminal`(text: String, written: String) throws {
    #expect(JSON.string(text).description == written)
    #expect(try JSON(parsing: written) == .string(text))
  }
}
