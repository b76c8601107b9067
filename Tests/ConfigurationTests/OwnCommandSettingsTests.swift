import Dashboard
import Screen
import Testing

@testable import jobtop

struct OwnCommandSettingsTests {
  @Test func `commands are read with their words, or as a line of the shell`() async throws {
    let file = """
      commands:
        - {name: show, key: X, filter: state:failed, run: [jq, .], safe: true}
        - name: count
          run: wc -l | tr -d ' '
      """
    try await withHome(configuration: file) { home in
      let commands = try home.settings().commands
      #expect(
        commands == [
          OwnCommand(
            name: "show",
            key: .character("X"),
            filter: "state:failed",
            words: ["jq", "."],
            isSafe: true
          ),
          OwnCommand(name: "count", words: ["/bin/sh", "-c", "wc -l | tr -d ' '"]),
        ]
      )
    }
  }

  @Test func `a key that the file gives to something else is taken, and one it frees is not`()
    async throws
  {
    let taken = "keys: {cancel: X F9}\ncommands:\n  - {name: probe, key: X, run: jq}\n"
    try await withHome(configuration: taken) { home in
      let right = "config.yaml:3: the key X is taken: Cancel the job"
      #expect(home.mistakes().map { $0.hasPrefix(right) } == [true])
    }
    let freed = "keys: {cancel: X F9}\ncommands:\n  - {name: probe, key: x, run: jq}\n"
    try await withHome(configuration: freed) { home in #expect(home.mistakes() == []) }
  }

  @Test func `mistakes are named with their lines, and so are keys that are taken`() async throws {
    let file = """
      commands:
        - {name: show, key: n, run: [jq]}
        - {name: quit, run: [jq]}
        - {name: a, key: Foo, filter: "retries>many", run: []}
        - {name: b, key: X, run: x, safe: maybe, input: xml}
        - {name: b, key: X, run: x, shell: true}
      notify:
        - {filter: "state:foo", mail: x}
      """
    try await withHome(configuration: file) { home in
      let mistakes = home.mistakes()
      let beginnings = [
        "config.yaml:2: the key n is taken: Start a job on the selected row's server",
        "config.yaml:3: quit is a command of jobtop itself", "config.yaml:4: there is no key “Foo”",
        "config.yaml:4: the filter cannot be understood", "config.yaml:4: run holds no words",
        "config.yaml:4: a command needs name and run", "config.yaml:5: safe is “maybe”",
        "config.yaml:5: input is “xml”", "config.yaml:6: shell is unknown",
        "config.yaml:6: there are two commands b", "config.yaml:6: two commands have the same key",
        "config.yaml:8: the filter cannot be understood", "config.yaml:8: mail is unknown",
      ]
      #expect(mistakes.count == beginnings.count)
      for (mistake, beginning) in zip(mistakes, beginnings) {
        #expect(mistake.hasPrefix(beginning))
        #expect(!mistake.contains(".:"))
      }
    }
  }
}
