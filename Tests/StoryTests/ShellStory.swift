import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone puts jobtop together with other things in a shell: pipes, files, folders, signals.
  @Suite struct ShellStory {
    @Test(arguments: [
      (#""$0" replay - < /"#, Int32(78), "Standard input cannot be read"),
      (#""$0" replay - <&-"#, 78, "Standard input holds nothing"),
      (#""$0" create --url http://127.0.0.1:9 --input - < /"#, 64, "--input - cannot be read"),
      (#""$0" replay /"#, 78, "/ cannot be read: it is a folder."),
      (#""$0" replay nothing"#, 78, "nothing cannot be read: there is no such file."),
      (#""$0" profiles > /dev/full"#, 78, "Standard output cannot be written: no space left"),
      (#""$0" --help > /dev/full"#, 78, "Standard output cannot be written: no space left"),
      (#""$0" profiles >&-"#, 0, ""),
      (#""$0" status 7 --url http://127.0.0.1:9 2> /dev/full"#, 4, ""),
      (#""$0" demo --count 3"#, 64, "add --no-screen"),
      (#""$0" demo --record x --no-screen"#, 64, "leave out --no-screen"),
      (#""$0" snapshot --recording x --seed 3"#, 64, "leave out --scenario and --seed"),
      (#""$0" delete 7"#, 64, "no command “delete”"),
      (#""$0" export "state:$STATE""#, 64, "the filter ends too early"),
      (#"PORT=many "$0" serve"#, 78, "PORT cannot be “many”: 0 to 65535."),
      (#""$0" create --count -1"#, 64, "--count is a whole number from 1 to 100000, as in 40."),
      (#""$0" wait --timeout 1x 7"#, 64, "A time is a number with ms, s, m, h or d"),
      (#""$0" serve --port -1"#, 64, "--port is a whole number from 0 to 65535, as in 8080."),
      (#""$0" serve --port x"#, 64, "--port is a whole number from 0 to 65535, as in 8080."),
      (#""$0" serve --seed -1"#, 64, "--seed is a whole number from 0, as in 42."),
      (#""$0" serve --seed x"#, 64, "--seed is a whole number from 0, as in 42."),
      (#""$0" serve --max-webhooks 0"#, 64, "--max-webhooks is a whole number from 1"),
      (#""$0" serve --host 1.2.3.4"#, 64, "--host cannot be “1.2.3.4”: a loopback address such as"),
      (#""$0" create --rate abc"#, 64, "--rate is a number above 0 and up to 1000, as in 0.5."),
      (#""$0" replay x --speed -1"#, 64, "--speed is a number from 0.01 to 1000, as in 4."),
      (#""$0" snapshot --size 99999x9"#, 64, "from 1x1 to 1000x1000, as in 120x30."),
      (#""$0" snapshot --at 99:99"#, 64, "A time is a number with ms, s, m, h or d"),
      (#""$0" snapshot --press Nope"#, 64, "a key is a character such as n or ?, Up, Down,"),
      (#""$0" status "" --url http://127.0.0.1:9"#, 64, "The id of a job is not empty"),
      (#""$0" download 7 --folder /nowhere --url http://127.0.0.1:9"#, 64, "no folder /nowhere"),
      (#""$0" list --state bogus --url http://127.0.0.1:9"#, 4, "it has pending, running, comple"),
      (#""$0" status 7 --token x"#, 64, "JOBTOP_TOKEN, or into a file of mode 0600"),
      (#""$0" help nope"#, 64, "no command “nope”; “jobtop help” shows what there is."),
      (#""$0" help profiles shw"#, 64, "no command “profiles shw”; did you mean show?"),
      (#""$0" help list all"#, 64, "no command “list all”; “jobtop help list” shows"),
      (#""$0" watch --any"#, 64, "“jobtop wait --any” until the first has."),
      (#""$0" watch --until running"#, 64, "“jobtop wait --until” until they are where you say."),
      (#""$0" export --server nope"#, 64, "--server cannot be “nope”: nothing is kept yet."),
      (
        #""$0" create --field title=a --field title=b --url http://127.0.0.1:9"#, 64,
        "--field title is given twice; leave one of them."
      ),
      (
        #""$0" create --field 'output_languages=fr' --field output_languages=hi --profile heygen"#,
        64, "--field output_languages is given twice; give its texts together, with commas."
      ),
      (
        #"echo '{"titel":"x"}' | "$0" create --input /dev/stdin --url http://127.0.0.1:9"#,
        64, "/dev/stdin: 127.0.0.1:9 asks for no field “titel”"
      ),
      (#""$0" create --input / --url http://127.0.0.1:9"#, 64, "cannot be read: it is a folder."),
      (#""$0" create --input /no --url http://127.0.0.1:9"#, 64, "read: there is no such file."),
      (#""$0" create --input /dev/zero --url http://127.0.0.1:9"#, 64, "name a file or a pipe."),
      (#"echo nme: x | "$0" serve --profile /dev/stdin"#, 78, "stdin:1: `nme` is not a key"),
      (
        #"printf 'name: x\nfailure: 1\nfailure: 0' | "$0" serve --scenario /dev/stdin"#,
        78, "stdin:3: `failure` stands twice in one map; a key may stand once.\n"
      ),
      (
        #"echo x | "$0" status 7 --profile basic --url http://127.0.0.1:9 --username a"#
          + " --password-file /dev/stdin", 4, "connection refused"
      ),
      (
        #"echo x | "$0" connect http://127.0.0.1:9 --password-file /dev/stdin"#,
        64, "--password-file /dev/stdin is a pipe, which the configuration cannot name"
      ),
      (
        #""$0" create --profile slurm --url http://127.0.0.1:9"#, 64,
        "127.0.0.1:9 needs script: add --field script=…"
      ),
      (#""$0" connect nonsense"#, 64, "The URL cannot be “nonsense”: a URL that begins with"),
      (
        #""$0" status 7 --url http://127.0.0.1:9 --username ann"#, 64,
        "--username is never sent to 127.0.0.1:9, by its profile jobtop: it asks for token_file."
      ),
      (#""$0" status --url http://127.0.0.1:9"#, 64, "as jobtop create writes it and jobtop list"),
    ])
    func `each wrong use is one sentence and a code`(
      line: String,
      code: Int32,
      sentence: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let result = try await ChildProcess(
        path: "/bin/sh",
        arguments: ["-c", line, BuiltProgram.path],
        environment: program.environment,
        folder: program.home
      ).run()
      #expect(result.code == code)
      #expect(result.output == "")
      #expect(sentence == "" ? result.errors == "" : result.errors.contains(sentence))
      #expect(!result.errors.contains("Error Domain"))
    }

    @Test func `servers are told in the order in which they were asked for`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let output = program.home.appending(path: "output")
      let profiles = ["webhook", "basic", "jobtop", "envelope", "longpoll", "hint", "accepted"]
      let process = try SpawnedProcess(
        path: BuiltProgram.path,
        arguments: ["serve", "--port", "0"] + profiles.flatMap { ["--profile", $0] },
        environment: program.environment,
        folder: program.home.path,
        output: output.path,
        errors: output.path
      )
      var lines: [Substring] = []
      try await Waiting.until {
        lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
        return lines.count >= profiles.count
      }
      #expect(lines.map { $0.prefix { $0 != " " } } == profiles.map { $0[...] })
      process.signal(SIGKILL)
      _ = try await process.wait()
    }

    @Test func `of a port that is taken address and number are told`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(in: program)
      let result = try await program.run("serve", "--port", "\(server.port)")
      #expect(result.code == 64)
      #expect(result.errors.hasPrefix("127.0.0.1:\(server.port) is taken by another program."))
      try await server.kill()
    }

    @Test func `a demo without a screen that is interrupted says so`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let output = program.home.appending(path: "output")
      let errors = program.home.appending(path: "errors")
      let process = try SpawnedProcess(
        path: BuiltProgram.path,
        arguments: ["demo", "--no-screen", "--scenario", "stuck", "--count", "3"],
        environment: program.environment,
        folder: program.home.path,
        output: output.path,
        errors: errors.path
      )
      try await Waiting.until {
        try String(contentsOf: output, encoding: .utf8).contains("created job")
      }
      process.signal(SIGINT)
      #expect(try await process.wait() == 130)
      let said = try String(contentsOf: errors, encoding: .utf8)
      #expect(said == "Stopped. The jobs of a demo end with it.\n")
    }

    @Test(arguments: [
      ("", "• TERM        not set: taken for xterm-256color", 0),
      ("nonsense", "• TERM        “nonsense”, of which nothing is known: taken for xterm-256c", 0),
      ("dumb", "✗ TERM  TERM=dumb is a terminal that cannot place its cursor", 64),
    ])
    func `the doctor tells of a terminal what the dashboard does with it`(
      kind: String,
      line: String,
      code: Int
    ) async throws {
      try await story("clear; env TERM=\(kind) jobtop doctor") { terminal in
        try await terminal.wait(for: line)
        try await terminal.wait(for: "exit code \(code)")
      }
    }
  }
}
