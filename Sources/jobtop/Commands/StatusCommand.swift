import ArgumentParser
import JobClient
import JobModel

/// Asks once how jobs stand.
struct StatusCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Ask once how jobs stand."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; none on a server with one global job.")
  var ids: [String] = []

  func run(_ connection: ServerConnection) async throws {
    var writer = UpdateWriter(output.chosen)
    var outcomes: [Outcome] = []
    for id in try connection.jobs(ids, verb: "status") {
      do throws(JobFailure) {
        writer.write(try await connection.client.status(of: id))
      } catch {
        Streams.error(error.description)
        outcomes.append(Outcome(error))
      }
    }
    writer.finish()
    try Outcome.combined(outcomes).exit()
  }
}
