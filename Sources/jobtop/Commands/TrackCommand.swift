import ArgumentParser
import JobClient
import JobModel

/// Takes jobs that were made elsewhere into what is watched.
struct TrackCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "track",
    abstract: "Watch jobs that were made elsewhere, from now on."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; - reads them from standard input, one a line.")
  var ids: [String]

  func run(_ connection: ServerConnection) async throws {
    var writer = UpdateWriter(output.chosen)
    var outcomes: [Outcome] = []
    for id in try connection.jobs(ids, verb: "track") {
      do throws(JobFailure) {
        _ = try await connection.client.track([id])
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
