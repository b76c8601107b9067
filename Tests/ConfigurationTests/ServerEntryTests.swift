import Testing

@testable import jobtop

/// A server that is written into a configuration.
struct ServerEntryTests {
  private let entry = ServerEntry(
    name: "render",
    url: "https://render.example.org:8443/api",
    profile: "envelope"
  )
  private static let line =
    #"render: {url: "https://render.example.org:8443/api", profile: envelope}"#

  @Test(arguments: [
    ("", "servers:\n  LINE\n"),
    ("theme: dark\n", "theme: dark\nservers:\n  LINE\n"),
    ("theme: dark", "theme: dark\nservers:\n  LINE\n"),
    ("# mine\n", "# mine\nservers:\n  LINE\n"),
    (
      "servers:\n    # the first\n    a: {url: \"http://a\"}   # ours\ntheme: dark\n",
      "servers:\n    # the first\n    LINE\n    a: {url: \"http://a\"}   # ours\ntheme: dark\n"
    ),
    (
      "servers: {a: {url: \"http://a\"}}\n",
      "servers: {LINE, a: {url: \"http://a\"}}\n"
    ),
    ("servers: {}\n", "servers: {LINE}\n"),
    ("servers:\n  {}\n", "servers:\n  {LINE}\n"),
  ])
  func `it finds its place, and everything else stays as it was`(before: String, after: String)
    throws
  {
    let text = try entry.added(to: before, path: "config.yaml")
    #expect(text == after.replacing("LINE", with: Self.line))
    #expect(
      try ConfigurationFile(parsing: text, path: "config.yaml").server(named: "render")?
        .settings[.profile]?.text == "envelope"
    )
  }

  @Test(arguments: [
    ("render", "config.yaml has this server already, as mine."),
    (" ", "A server has a name of one letter at least."),
  ])
  func `a server that is there already is refused, and one without a name`(
    name: String,
    sentence: String
  ) {
    let entry = ServerEntry(name: name, url: self.entry.url, profile: "envelope")
    let text = Self.line.replacing("render: ", with: "mine: ")
    #expect {
      try entry.added(to: "servers: {\(text)}", path: "config.yaml")
    } throws: { error in
      "\(error)" == sentence
    }
  }

  @Test func `a name that is there already is refused`() {
    let text = "servers: {render: {url: \"http://a\"}}"
    #expect {
      try entry.added(to: text, path: "config.yaml")
    } throws: { error in
      "\(error)"
        == "config.yaml has a server render already; give this one another name."
    }
  }

  @Test func `a file with a mistake is not touched`() {
    #expect(throws: ConfigurationFailure.self) {
      try entry.added(to: "servers: [1]", path: "config.yaml")
    }
  }

  @Test(arguments: [
    ("127.0.0.1:8080", #""127.0.0.1:8080": {url: "http://x", profile: jobtop, username: ann}"#),
    ("on", #""on": {url: "http://x", profile: jobtop, username: ann}"#),
  ])
  func `names that YAML would read otherwise are quoted`(name: String, line: String) throws {
    let entry = ServerEntry(name: name, url: "http://x", profile: "jobtop", username: "ann")
    #expect(try entry.added(to: "", path: "f") == "servers:\n  \(line)\n")
  }

  @Test(arguments: [
    ("https://render.example.org/api", "render"), ("http://127.0.0.1:8080", "127.0.0.1:8080"),
    ("http://localhost:3000/", "localhost"), ("http://[::1]:80", "[::1]:80"),
  ])
  func `a server without a name is called after its host`(url: String, name: String) {
    #expect(ServerEntry.name(for: url) == name)
  }
}
