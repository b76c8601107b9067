import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone presses Tab in a shell.
  @Suite struct CompletionStory {
    @Test(arguments: [
      (["cre"], "create"), (["create", "--profile", "en"], "envelope"),
      (["status", "--server", "f"], "farm"), (["demo", "--scenario", "bu"], "busy"),
      (["wait", "--po"], "--poll"), (["--read-"], "--read-only"), (["--theme", "dar"], "dark"),
      (["--server", "f"], "farm"), (["--plain", "--poll", "fi"], "fixed"), (["--hel"], "--help"),
      (["wait", "--until", "fa"], "failed"), (["list", "--state", "run"], "running"),
      (["serve", "--log-level", "deb"], "debug"), (["demo", "--fault", "ha"], "hang"),
      (["profiles", "show", "enve"], "envelope"), (["snapshot", "--profile", "enve"], "envelope"),
      (["export", "--server", "f"], "farm"),
    ])
    func `commands, options and what they may be are offered`(
      words: [String],
      offered: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure("servers: {farm: {url: \"http://127.0.0.1:1\"}}")
      // As bash calls it: the words so far, and which of them is being typed.
      let script = """
        source <(\(BuiltProgram.path) --generate-completion-script bash)
        PATH=\(URL(filePath: BuiltProgram.path).deletingLastPathComponent().path):$PATH
        COMP_WORDS=(jobtop "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"
        COMP_POINT=${#COMP_LINE}
        _jobtop jobtop "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        echo "${COMPREPLY[*]}"
        """
      let shell = try await ChildProcess(
        path: "/bin/bash",
        arguments: ["-c", script, "bash"] + words,
        environment: program.environment,
        folder: program.home
      ).run()
      #expect(shell.output == offered + "\n")
    }

    @Test(arguments: [
      ("zsh", #"if [[ "${words[2]}" == -* ]]; then"#),
      ("fish", #"completions_for_flags_or_options "jobtop" theme' -l 'theme'"#),
      ("fish", "set unparsed_tokens $unparsed_tokens[1] dashboard"),
    ])
    func `other shells offer the dashboard's options without a command as well`(
      shell: String,
      line: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let script = try await program.run("--generate-completion-script", shell)
      #expect(script.output.contains(line))
    }
  }
}
