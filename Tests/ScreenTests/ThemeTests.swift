import Screen
import Testing

@Suite struct ThemeTests {
  private static let canvas = Canvas(foreground: RGB(200, 200, 200), background: RGB(0, 0, 0))

  private var theme: Theme {
    var theme = Theme(
      name: "test",
      canvas: Self.canvas,
      selection: Appearance(background: .exact(RGB(38, 51, 77), standIn: 4))
    )
    theme[.failure] = Appearance(foreground: .exact(RGB(255, 95, 95), standIn: 9), .bold)
    theme[.match] = Appearance(foreground: .indexed(0), background: .indexed(220))
    return theme
  }

  @Test func `a role is reduced to what the terminal can show`() {
    let expected: [ColourDepth: Appearance] = [
      .full: Appearance(foreground: .exact(RGB(255, 95, 95), standIn: 9), .bold),
      .palette: Appearance(foreground: .indexed(203), .bold),
      .sixteen: Appearance(foreground: .indexed(9), .bold),
      .mono: Appearance([.bold, .underline]),
    ]
    for depth in ColourDepth.allCases {
      #expect(theme.appearance(of: Style(.failure), depth: depth) == expected[depth])
    }
  }

  @Test func `selection keeps the letters' colour, or is reverse video`() {
    let style = Style(.failure, selected: true)
    let full = Appearance(
      foreground: .exact(RGB(255, 95, 95), standIn: 9),
      background: .exact(RGB(38, 51, 77), standIn: 4),
      .bold
    )
    #expect(theme.appearance(of: style, depth: .full) == full)
    let basic = Appearance([.bold, .reverse])
    #expect(theme.appearance(of: style, depth: .sixteen) == basic)
  }

  @Test func `a role's own background stays when it is selected`() {
    let style = Style(.match, selected: true)
    let expected = Appearance(foreground: .indexed(0), background: .indexed(220))
    #expect(theme.appearance(of: style, depth: .palette) == expected)
  }

  @Test func `old news fade, by shade or by attribute`() {
    let style = Style(.failure, dimmed: true)
    let faded = Appearance(foreground: .exact(RGB(128, 48, 48), standIn: 9))
    #expect(theme.appearance(of: style, depth: .full) == faded)
    let dim = Appearance(foreground: .indexed(9), .dim)
    #expect(theme.appearance(of: style, depth: .sixteen) == dim)
  }

  @Test func `a stand-in may be the terminal's own colour`() {
    let colour = Colour.exact(RGB(29, 36, 48), standIn: nil)
    #expect(colour.reduced(to: .sixteen) == .standard)
  }

  @Test func `where bright black would stand in, letters are dim, unless somebody named it`() {
    let grey = Appearance(foreground: .exact(RGB(135, 147, 167), standIn: 8), .underline)
    #expect(grey.reduced(to: .sixteen) == Appearance([.underline, .dim]))
    #expect(grey.reduced(to: .full) == grey)
    let named = Appearance(foreground: .indexed(8))
    #expect(named.reduced(to: .sixteen) == named)
  }

  @Test func `without colours a chip in trouble has no reversed half beside its server's name`() {
    let looks = [Role.chipBad, .serverCyan, .strong].map { Theme.mono[$0].attributes }
    #expect(looks.allSatisfy { !$0.contains(.reverse) })
    #expect(looks[0] != Theme.mono[.chipWarning].attributes)
  }

  @Test(arguments: Role.allCases)
  func `without colours selection and trouble still show`(role: Role) {
    let plain = Theme.mono.appearance(of: Style(role), depth: .mono)
    let selected = Theme.mono.appearance(of: Style(role, selected: true), depth: .mono)
    let dimmed = Theme.mono.appearance(of: Style(role, dimmed: true), depth: .mono)
    #expect(selected.attributes == plain.attributes.union(.reverse))
    #expect(dimmed.attributes.contains(.dim))
    #expect(plain.foreground == .standard && plain.background == .standard)
  }

  @Test func `without colours the kinds of text that must not be confused differ`() {
    let roles: [Role] = [.plain, .columns, .sortedColumn, .input, .hintKey, .faint]
    let looks = roles.map { Theme.mono.appearance(of: Style($0), depth: .mono) }
    #expect(Set(looks).count == roles.count)
  }

  @Test(
    arguments: [
      ("", Appearance()),
      ("red", Appearance(foreground: .indexed(1))),
      (
        "sky on panel bold dim",
        Appearance(foreground: .indexed(75), background: .indexed(8), [.bold, .dim])
      ),
      ("on 234 reverse", Appearance(background: .indexed(234), .reverse)),
      ("underline italic", Appearance([.underline, .italic])),
      ("default on #102030", Appearance(background: .exact(RGB(16, 32, 48), standIn: 0))),
    ]
  )
  func `an appearance is read from words`(words: String, expected: Appearance) throws {
    let colours: [String: Colour] = ["sky": .indexed(75), "panel": .indexed(8)]
    #expect(try Appearance(words: words, colours: colours) == expected)
  }

  @Test(
    arguments: [
      ("purple", ThemeMistake.notAColour("purple")), ("red on", .missingColour(after: "on")),
      ("red blue", .notAnAttribute("blue")), ("red on 256", .notAColour("256")),
      ("#12345", .notAColour("#12345")),
    ]
  )
  func `a word that makes no sense is named`(words: String, mistake: ThemeMistake) {
    #expect(throws: mistake) { try Appearance(words: words) }
  }

  @Test(
    arguments: [
      // Black letters in bold are seen on few terminals.
      (Appearance(foreground: .indexed(8)), Appearance(.dim)),
      (Appearance(foreground: .indexed(12)), Appearance(foreground: .indexed(4), .bold)),
      (Appearance(foreground: .indexed(4)), Appearance(foreground: .indexed(4))),
      (Appearance(background: .indexed(9)), Appearance(background: .indexed(1))),
      (Appearance(), Appearance()),
    ]
  )
  func `eight colours show what sixteen do, and black is never written in bold`(
    appearance: Appearance,
    expected: Appearance
  ) {
    #expect(appearance.withEightColours == expected)
  }

  @Test func `a colour is defined with what stands in for it`() throws {
    #expect(
      try Colour(definition: "#6cb6ff bright-blue") == .exact(RGB(108, 182, 255), standIn: 12)
    )
    #expect(try Colour(definition: "#6cb6ff default") == .exact(RGB(108, 182, 255), standIn: nil))
    #expect(try Colour(definition: "75") == .indexed(75))
    #expect(throws: ThemeMistake.notAStandIn("pink")) { try Colour(definition: "#6cb6ff pink") }
    #expect(throws: ThemeMistake.notAStandIn("red")) { try Colour(definition: "75 red") }
  }
}
