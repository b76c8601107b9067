import Screen
import Testing

/// What a terminal says of itself, as it comes among the keys.
@Suite struct ReportTests {
  /// What one read after the other gives.
  private func inputs(_ reads: String...) -> [TerminalInput] {
    var decoder = KeyDecoder()
    return reads.flatMap { text in
      text.unicodeScalars.flatMap { decoder.take(.scalar($0)) } + decoder.takeIdle()
    }
  }

  @Test(arguments: [
    ("\u{1B}]11;rgb:1111/1515/1c1c\u{1B}\\", TerminalAnswer.background(RGB(0x11, 0x15, 0x1C))),
    ("\u{1B}]11;rgb:ffff/ffff/dddd\u{7}", .background(RGB(255, 255, 221))),
    ("\u{1B}]11;rgb:f/8/0\u{1B}\\", .background(RGB(255, 136, 0))),
    ("\u{1B}]11;rgba:00/80/ff/ff\u{7}", .background(RGB(0, 128, 255))),
    ("\u{1B}[?2026;2$y", .mode(2026, isKnown: true)),
    ("\u{1B}[?2026;0$y", .mode(2026, isKnown: false)),
    ("\u{1B}[?2026;4$y", .mode(2026, isKnown: false)),
    ("\u{1B}[?62;1;4c", .attributes), ("\u{1B}[?1;2c", .attributes),
  ])
  func `an answer is taken out of what is typed`(text: String, answer: TerminalAnswer) {
    let around: [TerminalInput] = [.key(.character("j")), .answer(answer), .key(.character("k"))]
    #expect(inputs("j" + text + "k") == around)
    for cut in text.indices.dropFirst(3) {
      #expect(inputs("j" + text[..<cut], text[cut...] + "k") == around, "cut at \(text[..<cut])")
    }
  }

  @Test(arguments: [
    ("\u{1B}[<0;12;7M", Mouse(.press, row: 6, column: 11)),
    ("\u{1B}[<16;1;1M", Mouse(.press, row: 0, column: 0)),
    ("\u{1B}[<64;300;2M", Mouse(.wheelUp, row: 1, column: 299)),
    ("\u{1B}[<69;3;4M", Mouse(.wheelDown, row: 3, column: 2)),
  ])
  func `the mouse tells cells without limit`(text: String, mouse: Mouse) {
    #expect(inputs(text) == [.mouse(mouse)])
  }

  @Test(arguments: [
    "\u{1B}[<0;12;7m", "\u{1B}[<2;1;1M", "\u{1B}[<35;1;1M", "\u{1B}[<0;0;1M", "\u{1B}[<0;1M",
    "\u{1B}[<66;1;1M",
  ])
  func `what else a mouse does is not asked for`(text: String) {
    #expect(inputs(text) == [])
  }

  @Test(arguments: ["\u{1B}[M !!", "\u{1B}[M x8", "\u{1B}[M#\u{F1}r"])
  func `the three bytes of an old mouse are no keys`(text: String) {
    #expect(inputs(text + "j") == [.key(.character("j"))])
    for cut in text.indices.dropFirst(3) {
      #expect(inputs(String(text[..<cut]), text[cut...] + "j") == [.key(.character("j"))])
    }
  }

  @Test func `the window tells when it gets and loses the keyboard`() {
    #expect(
      inputs("\u{1B}[Ij\u{1B}[O") == [
        .focused(true), .key(.character("j")), .focused(false),
      ]
    )
  }

  @Test(arguments: ["\u{1B}[1;7A", "\u{1B}[>0;276;0c", "\u{1B}[?1;1;1$y", "\u{1B}]11;rgb:1/2\u{7}"])
  func `what means nothing to us does nothing`(text: String) {
    #expect(inputs(text) == [])
  }

  @Test(arguments: [
    ("\u{1B}[", [Key.alt("[")]), ("\u{1B}]", [.alt("]")]),
    ("\u{1B}]q", [.alt("]"), .character("q")]),
    ("\u{1B}\u{1B}[", [.escape, .alt("[")]),
  ])
  func `keys that begin like an answer stay keys`(text: String, keys: [Key]) {
    #expect(inputs(text) == keys.map { .key($0) })
  }

  @Test func `an answer that never ends swallows no key that could not be part of it`() {
    #expect(inputs("\u{1B}]11;rgb:11", "q") == [.key(.character("q"))])
    #expect(inputs("\u{1B}[?20", "\u{1B}") == [.key(.escape)])
    let flood = "\u{1B}]11;rgb:" + String(repeating: "1", count: 200)
    #expect(inputs(flood).count > 100)
  }

  @Test func `within a paste an answer is text`() {
    var decoder = KeyDecoder()
    let text = "\u{1B}[?62c"
    let inputs =
      decoder.take(.pasteBegin) + text.unicodeScalars.flatMap { decoder.take(.scalar($0)) }
      + decoder.take(.pasteEnd)
    #expect(inputs == [.key(.paste(text))])
  }

  @Test(arguments: [
    (RGB(0, 0, 0), false), (RGB(17, 21, 28), false), (RGB(0, 0, 255), false),
    (RGB(255, 255, 255), true), (RGB(253, 246, 227), true), (RGB(0, 255, 0), true),
  ])
  func `a background is light where dark letters are read on it`(colour: RGB, isLight: Bool) {
    #expect(colour.isLight == isLight)
  }
}
