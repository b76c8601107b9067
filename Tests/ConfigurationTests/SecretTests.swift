import Synchronization
import Testing

@testable import jobtop

struct SecretTests {
  @Test func `a server is the same where a line above its secret comes or goes`() {
    func server(_ path: String, line: Int) -> ServerConfiguration {
      let source = SecretSource.file(path: path, place: .line(file: "/c.yaml", line))
      return ServerConfiguration(name: "farm", token: source)
    }
    #expect(server("a", line: 3) != server("a", line: 4))
    #expect(server("a", line: 3).withoutPlaces == server("a", line: 4).withoutPlaces)
    #expect(server("a", line: 3).withoutPlaces != server("b", line: 3).withoutPlaces)
  }

  @Test func `a secret is the first line of a file of its owner`() async throws {
    try await withHome { home in
      try home.write("hunter2\nmore", to: "secret")

      let source = SecretSource.file(path: home.path + "/secret", place: .option)

      #expect(try await source.secret() == Secret("hunter2"))
    }
  }

  @Test(arguments: [0o640, 0o604, 0o620, 0o666])
  func `a file that others may use is refused with the command that mends it`(mode: Int)
    async throws
  {
    try await withHome { home in
      try home.write("hunter2", to: "secret", mode: mode)
      let path = home.path + "/secret"

      let failure = await failure(of: .file(path: path, place: .variable))

      #expect(
        failure == "others than you may use the secret file \(path): chmod 600 '\(path)'."
      )
    }
  }

  @Test func `an empty or missing file is refused where it was named`() async throws {
    try await withHome { home in
      try home.write("\nhunter2", to: "empty")
      let place = ConfigurationFailure.Place.line(file: "/c.yaml", 3)

      let empty = await failure(of: .file(path: home.path + "/empty", place: place))
      let missing = await failure(of: .file(path: home.path + "/none", place: place))
      let folder = await failure(of: .file(path: home.path, place: place))

      #expect(
        empty
          == "/c.yaml:3: the secret file \(home.path)/empty is empty: the secret in its first line."
      )
      #expect(
        missing
          == "/c.yaml:3: the secret file \(home.path)/none is not there: a file with the secret in it."
      )
      #expect(
        folder
          == "/c.yaml:3: the secret file \(home.path) is a folder: a file with the secret in it."
      )
    }
  }

  @Test func `a secret is the first line that a command prints`() async throws {
    let source = SecretSource.command("printf 'hunter%d\\nmore' 2", place: .option)

    #expect(try await source.secret() == Secret("hunter2"))
  }

  @Test(arguments: [
    (
      "echo hunter2; exit 3",
      "the secret command ended with 3: one that prints the secret and ends with 0."
    ),
    ("true", "the output of the secret command is empty: the secret in its first line."),
  ])
  func `a command that fails is refused without its output`(command: String, sentence: String)
    async
  {
    #expect(await failure(of: .command(command, place: .variable)) == sentence)
  }

  @Test(arguments: ["sleep 60", "PIN=hunter2 sleep 60", "exec >&-; exec sleep 60"])
  func `a command that hangs is ended, and said to be waited for, without its arguments`(
    command: String
  ) async {
    let waits = Mutex<[String]>([])
    let patience = SecretCommand.Patience(silence: .zero, limit: .milliseconds(200))
    let failure = await failure(of: .command(command, place: .variable), patience) { sentence in
      waits.withLock { $0.append(sentence) }
    }
    let name = command.hasPrefix("exec") ? "exec" : "sleep"
    #expect(
      failure
        == "\(name) has not printed a secret and ended within 200 ms: one that does, or password_file or token_file."
    )
    #expect(
      waits.withLock { $0 }
        == ["Waiting for \(name), which is to print a secret; 200 ms at most."]
    )
  }

  @Test func `a secret is in no description and no dump`() {
    let server = ServerConfiguration(name: "a", password: .value(Secret("hunter2")))
    var dumped = ""
    dump(server, to: &dumped)

    #expect(!"\(server)".contains("hunter2"))
    #expect(!String(reflecting: server).contains("hunter2"))
    #expect(!dumped.contains("hunter2"))
  }

  private func failure(
    of source: SecretSource,
    _ patience: SecretCommand.Patience = SecretCommand.Patience(),
    onWait: @Sendable (String) -> Void = { _ in }
  ) async -> String? {
    do {
      _ = try await source.secret(patience, onWait: onWait)
      return nil
    } catch {
      return error.description
    }
  }
}
