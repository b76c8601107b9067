import Screen
import Testing

@testable import jobtop

/// The built-in themes, measured.
struct ThemeColourTests {
  private static let library = ThemeLibrary(folder: "/nowhere")
  static let names = library.names

  private func theme(_ name: String) throws -> Theme {
    try Self.library.theme(named: name, onLight: false)
  }

  /// What is drawn with lines and blocks is not read.
  private static let text = Set(Role.allCases).subtracting([.frame, .barEmpty, .barFull])

  @Test(arguments: names, [false, true])
  func `every text stands out from what is behind it`(name: String, isSelected: Bool) throws {
    let theme = try theme(name)
    let least = name.hasPrefix("contrast") ? 7.0 : 4.5
    for role in Self.text {
      let style = Style(role, selected: isSelected)
      let look = theme.appearance(of: style, depth: .full)
      let letters = look.foreground.rgb ?? theme.canvas.foreground
      let contrast = letters.contrast(with: look.background.rgb ?? theme.canvas.background)
      #expect(contrast >= least, "\(style) has \(contrast)")
    }
  }

  /// Nobody knows which of a terminal's sixteen colours is its background: none of the greys may be what
  /// is written with.
  @Test(arguments: names)
  func `with sixteen colours no text is a grey of the terminal's`(name: String) throws {
    let theme = try theme(name)
    for role in Role.allCases {
      let look = theme.appearance(of: Style(role), depth: .sixteen)
      guard look.background == .standard else { continue }
      #expect(![0, 7, 8, 15].map { Colour.indexed($0) }.contains(look.foreground), "\(role)")
    }
    let faint = theme.appearance(of: Style(.faint), depth: .sixteen)
    if !name.hasPrefix("contrast") { #expect(faint == Appearance(.dim)) }
  }

  /// What is old is read just when a server is gone (WCAG 2.1, 1.4.3: 3 to 1 is the least for any text).
  @Test(arguments: names)
  func `old news can still be read`(name: String) throws {
    let theme = try theme(name)
    for role in Self.text {
      let look = theme.appearance(of: Style(role, dimmed: true), depth: .full)
      let letters = look.foreground.rgb ?? theme.canvas.foreground
      let contrast = letters.contrast(with: look.background.rgb ?? theme.canvas.background)
      #expect(contrast >= 3, "\(role) has \(contrast)")
    }
  }

  @Test(arguments: ["colourblind", "colourblind-light"], ColourVision.allCases)
  func `states lie apart for every eye`(name: String, vision: ColourVision) throws {
    let states: [Role] = [
      .waiting, .active, .success, .failure, .stopped, .missing, .attention,
    ]
    let theme = try theme(name)
    for (index, first) in states.enumerated() {
      for second in states[..<index] {
        let colours = [first, second].compactMap { theme[$0].foreground.rgb }
        let difference = vision.difference(colours[0], colours[1])
        #expect(difference >= 20, "\(first) and \(second): \(difference)")
      }
    }
  }

  @Test func `the measure of colours knows white from black, and red from green only with cones`() {
    #expect(RGB(255, 255, 255).contrast(with: RGB(0, 0, 0)) == 21)
    let (red, green) = (RGB(200, 60, 40), RGB(110, 120, 30))
    #expect(ColourVision.normal.difference(red, green) > 60)
    #expect(ColourVision.deuteranopia.difference(red, green) < 20)
  }
}
