import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone presses Tab in a shell.
  @Suite struct CompletionStory {
    @Test(arguments: [
      (["cre"], "create"), (["create", "--profile", "en"], "envelope"),
      (["status", "--server", "f"], "farm"), (["demo", "--scenario", "bu"], "busy"),
      (["wait", "--po"], "--poll"),
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
  }
}
