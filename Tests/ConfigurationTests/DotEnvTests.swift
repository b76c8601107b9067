import Testing

@testable import jobtop

struct DotEnvTests {
  @Test(arguments: [
    ("NAME=value", "value"),
    ("  NAME = value  ", "value"),
    ("export NAME=value", "value"),
    ("export\tNAME=value", "value"),
    ("NAME=", ""),
    ("NAME=a b", "a b"),
    ("NAME=value # a comment", "value"),
    ("NAME=pass#word", "pass#word"),
    ("NAME=#value", "#value"),
    ("NAME=a=b", "a=b"),
    ("NAME=it's", "it's"),
    (#"NAME="a # b""#, "a # b"),
    (#"NAME="a" # b"#, "a"),
    (##"NAME="a"#b"##, "a"),
    (#"NAME="a\n\t\r\"\\\$\x""#, "a\n\t\r\"\\$\\x"),
    ("NAME=\"two\nlines\"", "two\nlines"),
    (#"NAME='a\n"b" # $c'"#, #"a\n"b" # $c"#),
    (#"NAME='it\'s a \\'"#, #"it's a \"#),
    (#"NAME="""#, ""),
    ("\u{FEFF}NAME=value", "value"),
    ("NAME=value\r\n", "value"),
    ("NAME=first\nNAME=last", "last"),
    ("# NAME=no\n\n \t\nNAME=übung", "übung"),
  ])
  func `a value is what stands there without quotes, escapes and comments`(
    text: String,
    value: String
  ) throws {
    #expect(try DotEnv(parsing: text).values == ["NAME": value])
  }

  @Test func `each value knows its line`() throws {
    let text = "A=1\n\n# comment\nB=\"two\nlines\"\nC.d-e_1=3"

    let entries = try DotEnv(parsing: text).entries

    #expect(
      entries == [
        "A": DotEnv.Entry(value: "1", line: 1),
        "B": DotEnv.Entry(value: "two\nlines", line: 4),
        "C.d-e_1": DotEnv.Entry(value: "3", line: 6),
      ]
    )
  }

  @Test func `all mistakes are named with file and line`() {
    let text = """
      GOOD=1
      PORT 8080
      =value
      1ST=value
      export NAME
      A="value" more
      B='value
      """

    let failure = #expect(throws: ConfigurationFailure.self) {
      try DotEnv(parsing: text, file: "/srv/.env")
    }

    #expect(
      failure?.description == """
        /srv/.env:2: no = stands after PORT: NAME=value.
        /srv/.env:3: no name stands at the start: NAME=value.
        /srv/.env:4: no name stands at the start: NAME=value.
        /srv/.env:5: no = stands after NAME: NAME=value.
        /srv/.env:6: more text stands after the value of A: a # before a comment.
        /srv/.env:7: the value of B has no closing ': 'value'.
        """
    )
  }

  @Test func `a folder without the file says nothing`() async throws {
    try await withHome { home in
      let dotEnv = try DotEnv(folder: home.path)

      #expect(dotEnv == DotEnv(file: home.path + "/.env"))
    }
  }
}
