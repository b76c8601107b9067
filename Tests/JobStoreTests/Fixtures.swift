import Foundation
import JobModel
import JobStore

extension Timestamp {
  /// When the stories of these tests happen, moved by some seconds.
  static func at(_ seconds: Double) -> Timestamp {
    Timestamp(seconds: 1_800_000_000 + seconds)
  }
}

extension RunID {
  /// A name that is easy to tell from another.
  static func number(_ number: UInt64) -> RunID {
    RunID(high: 0, low: number)
  }
}

extension Job {
  /// Job 7 of the server `render`, confirmed at second 0; a test states what matters to it.
  static func kept(
    run: UInt64 = 1,
    id: JobID? = "7",
    number: Int = 1,
    state: JobState = .running,
    created: Double = -60,
    seen: Double? = 0,
    draft: Draft? = nil
  ) -> Job {
    var job = Job(
      run: .number(run),
      server: "render",
      jobID: id,
      runNumber: number,
      state: state,
      created: .at(created),
      draft: draft
    )
    job.seen = seen.map { .at($0) }
    return job
  }

  /// The same run with something else about it.
  func with(_ change: (inout Job) -> Void) -> Job {
    var job = self
    change(&job)
    return job
  }
}

extension JobStore {
  /// Notes jobs down, each by its own poll at the instant it was seen.
  func record(_ jobs: Job..., replacing replaced: RunID? = nil) async throws {
    try await record(
      jobs.map { job in
        .update(
          JobUpdate(time: job.seen ?? .at(0), source: .poll, job: job, replaces: replaced)
        )
      }
    )
  }
}

/// Gives a test a folder of its own, and takes it away again.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.path)
}

/// Gives a test two stores on one file: two processes, as far as SQLite can tell.
func withTwoStores(
  clock: any JobClock = HandClock(),
  _ body: (JobStore, JobStore) async throws -> Void
) async throws {
  try await withFolder { folder in
    let first = try JobStore(path: folder + "/jobs.sqlite", clock: clock)
    let second = try JobStore(path: folder + "/jobs.sqlite", clock: clock)
    try await body(first, second)
    await first.close()
    await second.close()
  }
}
