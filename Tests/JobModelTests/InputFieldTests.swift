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
    ("0x10", "16"), ("+5", "5"), (".5", "0.5"), ("5.", "5"), ("00012", "12"), ("1e3", "1e3"),
    ("-2.50", "-2.50"), ("12345678901234567890", "12345678901234567890"),
  ])
  func `a number is sent as JSON has it, however it was written`(text: String, sent: String) throws
  {
    let value = InputField(name: "duration", type: .number).value(of: text)
    #expect(value == .number(sent))
    #expect(try JSON(parsing: value?.description ?? "") == value)
  }

  @Test(arguments: ["inf", "nan", "1e999", "0x", "1 2", ""])
  func `what is no number, or none that JSON has, is refused`(text: String) {
    #expect(InputField(name: "duration", type: .number).value(of: text) == nil)
  }

  @Test func `without a least number any will do`() {
    let field = InputField(name: "duration", type: .integer)
    #expect(field.value(of: "-7") == .number("-7") && field.allowed == "a whole number")
  }
}
