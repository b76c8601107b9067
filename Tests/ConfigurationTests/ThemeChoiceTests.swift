import Screen
import Testing

@testable import jobtop

struct ThemeChoiceTests {
  private static let white = RGB(255, 255, 255)
  private static let black = RGB(0, 0, 0)

  private func look(
    _ name: String? = nil,
    in folder: String = "/nowhere",
    _ environment: [String: String] = [:]
  ) -> Look {
    Look(
      theme: name,
      library: ThemeLibrary(folder: folder),
      assumesLight: Look.isLight(environment)
    )
  }

  @Test(
    arguments: [
      (nil, white, "light"), (nil, black, "dark"), (nil, nil, "dark"), ("dark", white, "dark"),
      ("light", black, "light"), ("contrast", white, "contrast-light"),
      ("contrast", black, "contrast"), ("colourblind", white, "colourblind-light"),
      ("colourblind-light", black, "colourblind-light"),
    ] as [(String?, RGB?, String)]
  )
  func `the background chooses where the name leaves it open`(
    name: String?,
    background: RGB?,
    expected: String
  ) throws {
    #expect(try look(name).theme(on: background).name == expected)
  }

  @Test(arguments: [
    ("0;15", "light"), ("0;default;7", "light"), ("15;0", "dark"), ("", "dark"), ("x", "dark"),
  ])
  func `COLORFGBG counts where the terminal says nothing`(value: String, expected: String) throws {
    #expect(try look(nil, ["COLORFGBG": value]).theme().name == expected)
    #expect(try look(nil, ["COLORFGBG": value]).theme(on: Self.black).name == "dark")
  }

  @Test(arguments: [
    ([:], true), (["LANG": "de_DE.UTF-8"], true), (["LANG": "en_US.utf8"], true),
    (["LANG": "C"], false), (["LANG": "C.UTF-8", "LC_ALL": "C"], false),
    (["LANG": "de_DE.ISO-8859-1", "LC_CTYPE": "C.UTF-8"], true),
    (["LC_ALL": "", "LANG": "POSIX"], false),
  ])
  func `the locale says which characters there are`(
    environment: [String: String],
    speaksUTF8: Bool
  ) {
    #expect(Look.speaksUTF8(environment) == speaksUTF8)
  }

  @Test func `without colours every theme is the one without`() throws {
    var look = look("light")
    look.depth = .mono
    #expect(try look.theme(on: Self.white) == .mono)
  }

  @Test func `one's own themes are found by name, with their light halves`() async throws {
    try await withHome(configuration: "theme: sea\n") { home in
      let text = "picture: {text: \"#ffffff\", background: \"#000000\"}\n"
      try home.write("name: sea\n" + text, to: ".config/jobtop/themes/sea.theme.yaml")
      try home.write("name: shore\n" + text, to: ".config/jobtop/themes/sea-light.theme.yaml")
      let settings = try home.settings()
      let look = look(settings.theme, in: settings.paths.themesFolder)
      #expect(try look.theme(on: Self.black).name == "sea")
      #expect(try look.theme(on: Self.white).name == "shore")
    }
  }

  @Test func `a theme that is not there is refused where it was named`() async throws {
    try await withHome(configuration: "\ntheme: bark\n") { home in
      let right =
        "known are \(ThemeColourTests.names.joined(separator: ", ")); your own go into "
        + "~/.config/jobtop/themes/NAME.theme.yaml."
      #expect(home.mistakes() == ["config.yaml:2: theme cannot be “bark”: " + right])
      let mistakes = home.mistakes(environment: ["JOBTOP_THEME": "barf"])
      #expect(mistakes == ["JOBTOP_THEME cannot be “barf”: " + right])
    }
  }
}
