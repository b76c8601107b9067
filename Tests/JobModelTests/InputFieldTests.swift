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

  @Test func `without a least number any will do`() {
    let field = InputField(name: "duration", type: .integer)
    #expect(field.value(of: "-7") == .number("-7") && field.allowed == "a whole number")
  }
}
