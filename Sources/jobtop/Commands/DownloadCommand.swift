import ArgumentParser
import Dashboard
import Foundation
import JobClient
import JobModel

/// Saves what came out of jobs, as `d` does on the screen.
struct DownloadCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "download",
    abstract: "Save the results of jobs, each in a file of its own.",
    discussion: """
      Writes the path of each file that is whole, one a line. A file that is there already is never \
      touched: the new one gets a number. Where there is no result it exits by the job's state.
      """
  )

  @OptionGroup var options: ServerOptions

  @Option(
    help: "The folder that the files go to; by default the current one.",
    completion: .directory
  )
  var folder = "."

  @Argument(
    help: "The jobs' ids, - for those on standard input; none on a server with one global job."
  )
  var ids: [String] = []

  func validate() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { throw ValidationError("--folder: there is no folder \(folder); make it first.") }
  }

  func run(_ connection: ServerConnection) async throws {
    var outcomes: [Outcome] = []
    let jobs = try connection.jobs(ids, verb: "download")
    for (place, job) in jobs.enumerated() {
      do throws(JobFailure) {
        outcomes.append(try await save(job, of: connection))
      } catch  where error != .cancelled {
        Streams.error(error.toldOnce)
        outcomes.append(Outcome(error))
      } catch {
        // Told below.
      }
      guard !Task.isCancelled else {
        Streams.progress("")
        Streams.error(stopped(at: Array(jobs.dropFirst(place)), connection.goOn))
        break
      }
    }
    try Outcome.combined(outcomes).exit()
  }

  private func stopped(at jobs: [JobID], _ goOn: HowToGoOn) -> String {
    let command = ["download"] + (folder == "." ? [] : ["--folder", folder])
    return "Stopped; \(jobs.count == 1 ? "1 result is" : "\(jobs.count) results are") not saved."
      + " Go on with \(goOn.command(command, for: jobs))."
  }

  private func save(
    _ id: JobID,
    of connection: ServerConnection
  ) async throws(JobFailure) -> Outcome {
    let job = try await connection.client.status(of: id).job
    guard let source = ResultSource(of: job, on: connection.client.description) else {
      Streams.error("\(job.server): job \(id) has no result: it is \(job.state.rawValue).")
      return job.state == .completed ? .unknown : Outcome(job.state)
    }
    let report = DownloadReport(folder: folder)
    let downloading = Downloading(
      download: source.download(of: job),
      client: connection.client,
      folder: folder,
      clock: connection.clock
    ) { await report.tell($0) }
    await downloading.run()
    return await report.outcome
  }
}

/// Tells how far a download is where somebody looks, and where the file is in the end.
private actor DownloadReport {
  private let folder: String
  private(set) var outcome = Outcome.interrupted

  init(folder: String) {
    self.folder = folder
  }

  func tell(_ progress: Download.Progress) {
    switch progress {
    case .received(let count, let total):
      Streams.progress(total.map { "\(count * 100 / max(1, $0)) %" } ?? "\(count) bytes")
    case .saved(let name, _):
      Streams.progress("")
      Streams.out(folder == "." ? name : "\(folder)/\(name)")
      outcome = .success
    case .failed(let sentence):
      Streams.progress("")
      Streams.error(sentence)
      outcome = .unknown
    }
  }
}
