import Foundation
import PackagePlugin

/// Writes down which commit a program is built from.
@main
struct Commit: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let package = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "Commit.swift")
    // Git adds a line to it whenever another commit is checked out or made.
    let log = package.appending(path: ".git/logs/HEAD")
    let isThere = FileManager.default.fileExists(atPath: log.path)
    let script = """
      commit=$(git -C "$1" rev-parse --short=10 HEAD 2>/dev/null || true)
      printf '/// The commit that this was built from; empty where that is not known.\\n' > "$2"
      printf 'let commit = "%s"\\n' "$commit" >> "$2"
      """
    return [
      .buildCommand(
        displayName: "Which commit this is",
        executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "sh", package.path, output.path],
        inputFiles: isThere ? [log] : [],
        outputFiles: [output]
      )
    ]
  }
}
