import JobProfile
import Testing

/// Event streams, by the rules of WHATWG HTML.
@Suite struct ServerSentEventsTests {
  private func events(_ text: String) -> [ServerSentEvent] {
    var decoder = ServerSentEventDecoder()
    return decoder.feed(Array(text.utf8))
  }

  @Test func `fields, comments and line ends are told apart`() {
    let stream = "\u{FEFF}: hi\r\nid: 7\r\nevent: job\rdata: a\ndata:b\ndata\n\ndata: c\n\n"
    #expect(
      events(stream) == [
        ServerSentEvent(id: "7", name: "job", data: "a\nb\n"),
        ServerSentEvent(id: "7", data: "c"),
      ]
    )
  }

  @Test func `wherever a stream is cut the events are the same`() {
    let bytes = Array("id: ü\r\ndata: {}\r\n\r\ndata: x\n\n".utf8)
    for cut in bytes.indices {
      var decoder = ServerSentEventDecoder()
      let found = decoder.feed(Array(bytes[..<cut])) + decoder.feed(Array(bytes[cut...]))
      #expect(found == [ServerSentEvent(id: "ü", data: "{}"), ServerSentEvent(id: "ü", data: "x")])
    }
  }

  @Test func `neither a line nor an event without an end takes more than its share`() {
    var decoder = ServerSentEventDecoder(lineLimit: 10)
    let line = "data: " + String(repeating: "a", count: 100) + "\n\n"
    #expect(decoder.feed(Array(line.utf8)).map(\.data) == ["aaaa"])
    let event = String(repeating: "data: a\n", count: 100) + "\ndata: b\n\n"
    #expect(decoder.feed(Array(event.utf8)).map(\.data) == ["a\na\na\na\na", "b"])
    let empty = String(repeating: "data\n", count: 100) + "\n"
    #expect(decoder.feed(Array(empty.utf8)).map(\.data.count) == [9])
  }
}
