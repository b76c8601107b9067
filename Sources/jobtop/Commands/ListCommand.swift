import ArgumentParser
import JobClient
import JobModel

/// Asks once for the server's list of jobs.
struct ListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the server's jobs."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Option(help: "Only jobs in this state, in the server's own word.")
  var state: String?

  @Option(help: "Only jobs of this kind.")
  var kind: String?

  func run(_ connection: ServerConnection) async throws {
    var filters: [String: JSON] = [:]
    filters["filter.state"] = state.map { .string($0) }
    filters["filter.kind"] = kind.map { .string($0) }
    var writer = UpdateWriter(output.chosen)
    do throws(JobFailure) {
      for update in try await connection.client.list(filters) { writer.write(update) }
    } catch {
      throw CommandFailure(error)
    }
    writer.finish()
  }
}
