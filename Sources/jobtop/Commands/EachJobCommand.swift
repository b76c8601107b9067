import ArgumentParser
import JobClient
import JobModel

/// A command that does one thing to each of the jobs it names, writes what came of it, and exits by
/// the worst.
struct EachJobCommand<Verb: JobVerb>: ServerCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: Verb.name, abstract: Verb.abstract)
  }

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(
    help: "The jobs' ids, - for those on standard input; none on a server with one global job."
  )
  var ids: [String] = []

  func run(_ connection: ServerConnection) async throws {
    var writer = UpdateWriter(output.chosen)
    var outcomes: [Outcome] = []
    for job in try connection.jobs(ids, verb: Verb.name) {
      do throws(JobFailure) {
        writer.write(try await Verb.perform(job, by: connection.client))
      } catch {
        // Who is interrupted is told nothing of what was stopped by it.
        guard error != .cancelled else { break }
        Streams.error(error.told)
        outcomes.append(Outcome(error))
      }
    }
    writer.finish()
    try Outcome.combined(outcomes).exit()
  }
}
