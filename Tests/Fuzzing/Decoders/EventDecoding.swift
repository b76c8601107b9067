import JobProfile

/// The first byte says where the stream is cut in two, which must change nothing.
enum EventDecoding: Decoding {
  static func take(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let stream = Array(bytes.dropFirst())
    var whole = ServerSentEventDecoder()
    let events = whole.feed(stream)
    var halves = ServerSentEventDecoder()
    var found = halves.feed(Array(stream.prefix(Int(first))))
    found += halves.feed(Array(stream.dropFirst(Int(first))))
    precondition(found == events, "a cut changes what is read")
    for event in events where !event.name.contains("\r") {
      var decoder = ServerSentEventDecoder()
      let again = decoder.feed(Array(event.text.utf8))
      precondition(again.map(\.data) == [event.data], "what is written is not what was read")
    }
    var short = ServerSentEventDecoder(lineLimit: 8)
    _ = short.feed(stream)
  }
}
