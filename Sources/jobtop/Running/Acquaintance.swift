import Foundation
import JobClient
import JobModel

/// Gets to know a server: tries it, and writes it into the configuration once it has answered.
struct Acquaintance: Sendable {
  let settings: Settings

  /// Tries the server, then keeps it.
  /// - Returns: The file that it is kept in.
  /// - Throws: `CommandFailure` with the reason, and then nothing is kept.
  func make(_ server: ServerConfiguration, _ entry: ServerEntry) async throws -> String {
    // A mistake in the file should not need a server that answers to be found.
    let path = settings.paths.configurationFile
    _ = try entry.added(to: try text(at: path), path: path)
    try await attempt(server)
    try keep(entry, at: path)
    return path
  }

  private func attempt(_ server: ServerConfiguration) async throws {
    let client = try await ServerConnection.client(
      of: server,
      settings,
      journal: { MemoryJournal() },
      options: WatchOptions(push: .none, resumes: false, createTries: 1, patience: 1)
    )
    do throws(JobFailure) {
      try await client.reach()
    } catch {
      await client.close()
      throw CommandFailure(
        Outcome(error),
        error.told + " Nothing was kept. Is the profile right (\(server.profile))?"
      )
    }
    await client.close()
  }

  private func text(at path: String) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.configuration, "\(path) cannot be read.")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Read once more: while the server was tried the user may have written the file.
  private func keep(_ entry: ServerEntry, at path: String) throws {
    let new = try entry.added(to: try text(at: path), path: path)
    try ConfigurationFile.replace(path, with: new)
  }
}
