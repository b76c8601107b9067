import TestSupport
import Testing

/// Stories of the real program.
///
/// One at a time: each has a terminal, and some a server, of its own,
/// and two cores are soon busy with looking at them all.
@Suite(.serialized) enum Stories {}

/// Plays a story in a fresh home and a real terminal, and clears both away.
func story(
  _ command: String,
  columns: Int = 140,
  rows: Int = 40,
  environment: [String: String] = [:],
  options: [String] = [],
  _ play: (TerminalSession) async throws -> Void
) async throws {
  let program = try BuiltProgram()
  defer { program.remove() }
  try await story(
    command,
    in: program,
    columns: columns,
    rows: rows,
    environment: environment,
    options: options,
    play
  )
}

/// Plays a story in a home that the test keeps.
func story(
  _ command: String,
  in program: BuiltProgram,
  columns: Int = 140,
  rows: Int = 40,
  environment: [String: String] = [:],
  options: [String] = [],
  _ play: (TerminalSession) async throws -> Void
) async throws {
  let terminal = try await TerminalSession(
    command,
    in: program,
    columns: columns,
    rows: rows,
    environment: environment,
    options: options
  )
  do {
    try await play(terminal)
    await terminal.close()
  } catch {
    await terminal.close()
    throw error
  }
}
