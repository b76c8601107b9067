import JobClient
import JobModel
import Testing

/// What is said of a URL that cannot be a server's.
struct BaseURLTests {
  @Test(arguments: [
    "http://a.example?token=secret", "http://a.example/x#secret", "http://ann:secret@a.example",
    "http://ann:secret@a.example:99999", "http://ann:secret@a.example?x=secret",
  ])
  func `no secret of it is told`(url: String) {
    let failure = #expect(throws: JobFailure.self) { try BaseURL(url) }
    #expect(failure?.description.contains("secret") == false)
    #expect(failure?.description.contains("a.example") == true)
  }

  @Test func `a query is told as what is wrong`() {
    let failure = #expect(throws: JobFailure.self) { try BaseURL("http://a.example?x=1") }
    let sentence =
      "The server's URL cannot be “http://a.example?…”: a URL such as "
      + "http://127.0.0.1:8080, without a query."
    #expect(failure?.description == sentence)
  }
}
