import ArgumentParser
import JobClient
import JobModel
import JobProfile

/// Asks once for the server's list of jobs.
struct ListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the server's jobs."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Option(
    help: "Only jobs in this state, in the server's own word.",
    completion: Completions.states
  )
  var state: String?

  @Option(help: "Only jobs of this kind.")
  var kind: String?

  func run(_ connection: ServerConnection) async throws {
    // Not refused: a server may have words that its profile does not.
    if let state, let words = connection.client.profile.stateWords(unless: state) {
      Streams.error(
        "The profile \(connection.client.description.profile) has no word “\(state)” for a state; "
          + "it has \(words.joined(separator: ", "))."
      )
    }
    var filters: [String: JSON] = [:]
    filters["filter.state"] = state.map { .string($0) }
    filters["filter.kind"] = kind.map { .string($0) }
    let (updates, failures) = try await listed(by: connection, filters)
    var writer = UpdateWriter(output.chosen)
    for update in updates { writer.write(update) }
    writer.finish()
    for failure in Set(failures) { Streams.error(failure.toldOnce) }
    try Outcome.combined(failures.map { Outcome($0) }).exit()
  }

  private func listed(
    by connection: ServerConnection,
    _ filters: [String: JSON]
  ) async throws -> (updates: [JobUpdate], failures: [JobFailure]) {
    do throws(JobFailure) {
      return try await connection.list(filters)
    } catch {
      throw CommandFailure(error)
    }
  }
}
