import Screen
import Testing

@Suite struct HostileTextTests {
  @Test(
    arguments: [
      ("plain", "plain"), ("\u{1B}[2J", "␛[2J"), ("a\nb\tc\r\u{0}", "a␊b␉c␍␀"),
      ("\u{7F}", "␡"), ("\u{9B}2J\u{85}", "�2J�"), ("\u{202E}txt.exe\u{202C}", "�txt.exe�"),
      ("a\u{2066}b\u{2069}\u{200E}\u{200F}\u{61C}", "a�b����"),
      ("a\u{200B}b\u{2060}\u{FEFF}", "a�b��"),
      ("a\u{200D}b\u{200C}c", "a�b�c"), ("a\u{2028}b\u{2029}", "a�b�"),
      ("\u{AD}\u{3164}\u{115F}", "���"),
      ("\u{E000}\u{FFFF}\u{10FFFF}\u{378}", "����"), ("\u{E0041}a\u{FE0F}", "�a�"),
      ("\r\n", "␍␊"),
    ]
  )
  func `what a terminal could obey or hide becomes visible`(text: String, shown: String) {
    #expect(TextWidth.visible(text) == shown)
    #expect(TextWidth.columns(of: text) == shown.unicodeScalars.count)
  }

  @Test func `nothing below a blank is ever in a grid`() {
    let all = String(String.UnicodeScalarView((0..<0x3000).compactMap { Unicode.Scalar($0) }))
    var grid = Grid(size: Size(columns: 0x3000, rows: 1))
    grid.put(all, row: 0, column: 0, style: .plain)
    let control = grid.text.unicodeScalars.filter {
      [.control, .format, .lineSeparator, .paragraphSeparator].contains(
        $0.properties.generalCategory
      )
    }
    #expect(String(control).isEmpty)
  }

  @Test(arguments: [
    (
      "👩\u{200D}💻 e\u{301} می\u{200C}خواهم ❤\u{FE0F} 🇫🇷",
      "👩\u{200D}💻 e\u{301} می\u{200C}خواهم ❤\u{FE0F} 🇫🇷"
    ),
    ("a\u{1B}[2Jb\u{202E}c\u{7}", "a␛[2Jb\u{FFFD}c␇"), ("\u{9B}1m\u{200B}", "\u{FFFD}1m\u{FFFD}"),
    ("plain", "plain"),
  ])
  func `in a file text is as it came, but for what could be obeyed or cannot be seen`(
    text: String,
    written: String
  ) {
    #expect(TextWidth.harmless(text).unicodeScalars.elementsEqual(written.unicodeScalars))
  }

  @Test func `visible text stays as it is when it is made visible again`() {
    let text = "e\u{301} 👩\u{200D}💻 🇫🇷 \u{1B}[0m \u{301} 世 1\u{FE0F}\u{20E3}"
    let once = TextWidth.visible(text)
    #expect(TextWidth.visible(once) == once)
    #expect(TextWidth.columns(of: text) == TextWidth.columns(of: once))
  }

  @Test func `at most four marks stand on a character`() {
    let text = "a" + String(repeating: "\u{301}", count: 20) + "b"
    #expect(TextWidth.visible(text).unicodeScalars.count == 6)
    #expect(TextWidth.columns(of: text) == 2)
  }

  @Test func `a flood of marks ends the text`() {
    let flood = "a" + String(repeating: "\u{0489}", count: 10_000) + "b"
    #expect(TextWidth.visible(flood) == "a\u{489}\u{489}\u{489}\u{489}\u{FFFD}")
    var grid = Grid(size: Size(columns: 5, rows: 1))
    #expect(grid.put(flood, row: 0, column: 1, style: .plain) == 2)
    let joined = String(repeating: "👩\u{200D}", count: 10_000)
    #expect(TextWidth.visible(joined) == "👩\u{FFFD}")
  }

  @Test func `a line of a megabyte is cut where the columns end`() {
    for text in ["x", "世", "\u{1B}"] {
      let line = String(repeating: text, count: 1_000_000)
      var grid = Grid(size: Size(columns: 80, rows: 1))
      #expect(grid.put(line, row: 0, column: 0, style: .plain) == 80)
      #expect(TextWidth.columns(of: TextWidth.truncated(line, to: 79)) == 79)
    }
  }

  @Test func `a mark on nothing stands on a dotted circle`() {
    #expect(TextWidth.visible("\u{301}a") == "\u{25CC}\u{301}a")
  }
}
