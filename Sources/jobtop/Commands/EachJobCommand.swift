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
    let jobs = try connection.jobs(ids, verb: Verb.name)
    for (place, job) in jobs.enumerated() {
      do throws(JobFailure) {
        writer.write(try await Verb.perform(job, by: connection.client))
      } catch {
        guard error != .cancelled else {
          Streams.error(stopped(at: job, leaving: jobs.dropFirst(place + 1), on: connection))
          break
        }
        let consequence = error.deniesTheJob ? Verb.consequenceOfDenial : nil
        let doubt = error.isSilence && Verb.changesJobs ? Verb.doubt(about: job.rawValue) : nil
        let sentences = [error.toldOnce, doubt, consequence].compactMap(\.self)
        Streams.error(sentences.joined(separator: " "))
        outcomes.append(Outcome(error))
      }
    }
    writer.finish()
    try Outcome.combined(outcomes).exit()
  }

  /// What who is interrupted has to know, and how to go on.
  private func stopped(
    at job: JobID,
    leaving rest: ArraySlice<JobID>,
    on connection: ServerConnection
  ) -> String {
    let name = job == .only ? "its job" : job.rawValue
    let server = connection.client.description.name
    let look = connection.goOn.command(["status"], for: [job])
    let again = connection.goOn.command([Verb.name], for: Array(rest))
    return "Stopped before \(server) answered. \(Verb.doubt(about: name)) Look with \(look)."
      + (rest.isEmpty ? "" : " The others were not reached: \(again).")
  }
}

extension JobFailure {
  /// It was sent, and nothing came back.
  fileprivate var isSilence: Bool {
    if case .noAnswer = self { true } else { false }
  }
}
