import ArgumentParser
import Foundation
import JobModel
import JobProfile
import JobStore

/// Takes jobs out of what is watched; no server is asked.
struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Watch jobs no longer; the jobs themselves go on.",
    discussion: "What is known of them stays in what jobtop export writes."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(
    help: "The jobs' ids, - for those on standard input; none on a server with one global job."
  )
  var ids: [String] = []

  func run() async throws {
    try await Failures.reported {
      let settings = try options.settings()
      let server = try settings.chosenServer
      let library = ProfileLibrary(folder: URL(filePath: settings.paths.profilesFolder))
      let hasOneJob = try library.profile(server.profile, for: server.name).hasOneJob
      let jobs = try JobIDs.named(ids, verb: "forget", on: server.name, hasOneJob: hasOneJob)
      try await JobStore.using(settings.paths) { store in
        try await forget(jobs, of: server.name, in: store)
      }
    }
  }

  private func forget(_ jobs: [JobID], of server: String, in store: JobStore) async throws {
    var writer = UpdateWriter(output.chosen)
    var missing: [JobID] = []
    let kept = try await store.jobs(of: server)
    for id in jobs {
      let runs = kept.filter { $0.jobID == id }
      if runs.isEmpty { missing.append(id) }
      try await store.record(runs.map { .forget($0.run) })
      for job in runs { writer.write(job.asKept) }
    }
    writer.finish()
    guard !missing.isEmpty else { return }
    let names = missing.map(\.rawValue).joined(separator: ", ")
    throw CommandFailure(
      .unknown,
      "\(server): nothing is watched under \(names). “jobtop export” tells what is or was."
    )
  }
}

extension Job {
  /// The job as an update of what is kept.
  var asKept: JobUpdate {
    JobUpdate(time: learned ?? created, source: .store, job: self)
  }
}
