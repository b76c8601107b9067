import Screen
import Testing

@Suite struct TextWidthTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("ß€…", 3), ("世界", 4), ("ｆｕ", 4), ("ｱﾞ", 2),
      ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("▶✖◌█░▁", 6), ("░▒▓", 3), ("→±×°", 4),
      ("🙂", 2), ("👩\u{200D}💻", 2), ("👍🏽", 2), ("🏽", 2), ("🇫🇷", 2), ("❤\u{FE0F}", 1), ("✔", 1),
      ("🏳\u{FE0F}\u{200D}🌈", 1), ("1\u{FE0F}\u{20E3}", 1), ("हिन्दी", 5), ("می\u{200C}خواهم", 7),
      ("ก็", 1), ("\u{3000}", 2), ("─│╭╯", 4),
    ]
  )
  func `text takes the columns that terminals give it`(text: String, columns: Int) {
    #expect(TextWidth.columns(of: text) == columns)
    var grid = Grid(size: Size(columns: 20, rows: 1))
    #expect(grid.put(text, row: 0, column: 0, style: .plain) == columns)
  }

  @Test(
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
      ("abcdef", -1, ""), ("世界", 4, "世界"), ("世界", 3, "世…"), ("世界", 2, "…"), ("a世界", 4, "a世…"),
      ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("\u{1B}[31m", 3, "␛[…"), ("", 3, ""),
    ]
  )
  func `text that does not fit ends in an ellipsis`(text: String, columns: Int, cut: String) {
    #expect(TextWidth.truncated(text, to: columns) == cut)
  }

  @Test(
    arguments: [
      ("unsupported codec", 17, "unsupported codec"), ("unsupported codec", 15, "unsupported…"),
      ("unsupported codec", 12, "unsupported…"), ("unsupported codec", 11, "unsupporte…"),
      ("a longword here", 8, "a longw…"), ("two  blanks here", 12, "two  blanks…"),
      ("one two three", 8, "one two…"), ("世界 世界", 6, "世界…"), ("é é é", 4, "é é…"),
      ("anything", 0, ""),
    ]
  )
  func `prose that does not fit is cut behind a word, where that leaves most of it`(
    text: String,
    columns: Int,
    cut: String
  ) {
    #expect(TextWidth.abridged(text, to: columns) == cut)
  }

  @Test(
    arguments: [
      ("ab", 5, "ab   ", "   ab"), ("abcdef", 4, "abc…", "abc…"), ("世界", 3, "世…", "世…"),
      ("世界", 2, "… ", " …"), ("", 2, "  ", "  "), ("a", 0, "", ""),
    ]
  )
  func `padded text has exactly its width`(text: String, columns: Int, left: String, right: String)
  {
    #expect(TextWidth.padded(text, to: columns) == left)
    #expect(TextWidth.padded(text, to: columns, alignRight: true) == right)
  }
}
