import Screen
import Testing

@Suite struct KeyDecoderTests {
  /// The keys of characters and other input, then of nothing more.
  private func keys(_ inputs: [KeyDecoder.Input]) -> [Key] {
    var decoder = KeyDecoder()
    return (inputs.flatMap { decoder.take($0) } + decoder.takeIdle()).map { input in
      guard case .key(let key) = input else { return .paste("no key: \(input)") }
      return key
    }
  }

  private func keys(_ text: String) -> [Key] {
    keys(text.unicodeScalars.map { .scalar($0) })
  }

  @Test(
    arguments: [
      ("a", [Key.character("a")]), (" é世", [.character(" "), .character("é"), .character("世")]),
      ("\u{1}\u{1A}\u{0}", [.control("a"), .control("z"), .control(" ")]),
      ("\u{1C}\u{1F}", [.control("\\"), .control("_")]),
      ("\r", [.enter]), ("\n\t", [.enter, .tab]), ("\u{7F}\u{8}", [.backspace, .backspace]),
      ("\u{1B}", [.escape]), ("\u{1B}x", [.alt("x")]), ("\u{1B}\u{1B}", [.escape, .escape]),
      ("\u{1B}\r", [.escape, .enter]), ("\u{1B}X\u{1B}", [.alt("X"), .escape]),
    ]
  )
  func `characters become keys`(text: String, expected: [Key]) {
    #expect(keys(text) == expected)
  }

  @Test func `an escape before another key is a key of its own`() {
    #expect(keys([.scalar("\u{1B}"), .key(.up)]) == [.escape, .up])
  }

  @Test func `a paste is one key, whatever is in it`() {
    let inputs: [KeyDecoder.Input] = [
      .scalar("a"), .pasteBegin, .scalar("q"), .scalar("\r"), .scalar("\u{1B}"), .key(.tab),
      .key(.up), .scalar("世"), .pasteEnd, .scalar("b"),
    ]
    let pasted = Key.paste("q\n\u{1B}\t世")
    #expect(keys(inputs) == [.character("a"), pasted, .character("b")])
  }

  @Test func `a paste of nothing is no key, and an end without a beginning is none`() {
    #expect(keys([.pasteBegin, .pasteEnd, .pasteEnd]) == [])
  }

  @Test func `a paste may arrive in parts`() {
    var decoder = KeyDecoder()
    #expect(decoder.take(.pasteBegin) == [])
    #expect(decoder.take(.scalar("a")) == [])
    #expect(decoder.takeIdle() == [])
    #expect(decoder.take(.scalar("b")) == [])
    #expect(decoder.take(.pasteEnd) == [.key(.paste("ab"))])
  }

  @Test func `ctrl-c leaves a paste that never ends`() {
    #expect(
      keys([.pasteBegin, .scalar("a"), .scalar("\u{3}"), .scalar("b")]) == [
        .control("c"), .character("b"),
      ]
    )
  }

  @Test func `of a paste beyond 64 KiB only its length is kept`() {
    var decoder = KeyDecoder()
    for count in [1 << 16, 1 << 20, 3] {
      _ = decoder.take(.pasteBegin)
      for _ in 0..<count { _ = decoder.take(.scalar("x")) }
      let key =
        count > 1 << 16
        ? Key.longPaste(bytes: count) : .paste(String(repeating: "x", count: count))
      #expect(decoder.take(.pasteEnd) == [.key(key)])
    }
  }
}
