import Screen
import Testing

@Suite struct ClipboardTests {
  /// RFC 4648, 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("→", "4oaS"),
  ])
  func `text goes as base64`(text: String, encoded: String) {
    #expect(ClipboardSequence.text(text) == "\u{1B}]52;c;\(encoded)\u{7}")
  }

  @Test func `tmux gets it plain and wrapped`() {
    #expect(
      ClipboardSequence.text("foo", through: .tmux)
        == "\u{1B}]52;c;Zm9v\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\"
    )
  }

  @Test func `screen gets it in pieces that it takes`() {
    let text = String(repeating: "x", count: 600)
    let wrapped = ClipboardSequence.text(text, through: .screen)
    let pieces = wrapped.split(separator: "\u{1B}P").map { $0.dropLast(2) }
    #expect(pieces.count == 2 && pieces.allSatisfy { $0.count <= 512 })
    #expect(pieces.joined() == ClipboardSequence.text(text))
  }

  @Test(
    arguments: [
      ([:], "\u{1B}]9;jobtop: 3 jobs^[x\u{7}"),
      (["VTE_VERSION": "7006"], "\u{1B}]777;notify;jobtop;3 jobs^[x\u{7}"),
      (["TERM": "rxvt-unicode-256color"], "\u{1B}]777;notify;jobtop;3 jobs^[x\u{7}"),
    ] as [([String: String], String)]
  )
  func `a notification is asked for once, in the manner of the terminal`(
    environment: [String: String],
    sequence: String
  ) {
    let notice = ClipboardSequence.Notice(environment: environment)
    let shown = TextWidth.visible("\u{1B}")
    #expect(
      ClipboardSequence.notification("3 jobs\u{1B}x", as: notice)
        == sequence.replacing("^[", with: shown)
    )
  }

  @Test(
    arguments: [
      ([:], nil), (["TMUX": "/tmp/x"], .tmux), (["STY": "1.x"], .screen), (["TMUX": ""], nil),
    ] as [([String: String], ClipboardSequence.Multiplexer?)]
  )
  func `what stands between is known by its variables`(
    environment: [String: String],
    expected: ClipboardSequence.Multiplexer?
  ) {
    #expect(ClipboardSequence.Multiplexer(environment: environment) == expected)
  }
}
