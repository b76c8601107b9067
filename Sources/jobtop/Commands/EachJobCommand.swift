import ArgumentParser
import JobClient
import JobModel

/// A command that does one thing to each of the jobs it names, writes what came of it, and exits by
/// the worst.
protocol EachJobCommand: ServerCommand {
  var output: FormatOptions { get }
  var ids: [String] { get }
  /// Does it to one job.
  func perform(_ job: JobID, by client: JobClient) async throws(JobFailure) -> JobUpdate
}

extension EachJobCommand {
  func run(_ connection: ServerConnection) async throws {
    var writer = UpdateWriter(output.chosen)
    var outcomes: [Outcome] = []
    for job in try connection.jobs(ids, verb: Self.configuration.commandName ?? "") {
      do throws(JobFailure) {
        writer.write(try await perform(job, by: connection.client))
      } catch {
        Streams.error(error.description)
        outcomes.append(Outcome(error))
      }
    }
    writer.finish()
    try Outcome.combined(outcomes).exit()
  }
}
