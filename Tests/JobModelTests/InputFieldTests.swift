import JobModel
import Testing

/// What may be entered into an input.
struct InputFieldTests {
  @Test(
    arguments: [
      ("0", JSON.number("0")), ("2.5", .number("2.5")), ("-0.1", nil), ("-1", nil), ("soon", nil),
    ] as [(String, JSON?)]
  )
  func `a number below the least one is refused`(text: String, value: JSON?) {
    let field = InputField(name: "duration", type: .number, minimum: 0)
    #expect(field.value(of: text) == value)
    #expect(field.allowed == "a number from 0")
  }

  @Test(arguments: [
    ("+5", "5"), (".5", "0.5"), ("5.", "5"), ("-.5", "-0.5"), ("00012", "12"), ("-007.50", "-7.50"),
    ("1e3", "1e3"), ("+.5E+2", "0.5e+2"), ("0", "0"), ("-0", "-0"), ("0x10", nil), ("0x1p3", nil),
    ("1_000", nil), ("inf", nil), ("nan", nil), ("1e", nil), (".", nil), ("", nil), (" 5", nil),
    ("１", nil),
  ])
  func `what is sent as a number is one in JSON`(text: String, digits: String?) throws {
    let value = InputField(name: "duration", type: .number).value(of: text)
    #expect(value == digits.map { .number($0) })
    if let value { #expect(try JSON(parsing: value.description) == value) }
  }

  @Test func `without a least number any will do`() {
    let field = InputField(name: "duration", type: .integer)
    #expect(field.value(of: "-7") == .number("-7") && field.allowed == "a whole number")
  }
}
