import JobClient
import JobModel
import JobProfile

/// Many jobs on a server that tells every end by Socket.IO.
///
/// One connection serves all of them. Where it does not come about, or falls silent, the jobs are
/// polled; with `push: .none` they are from the start.
func socketio(_ url: String) async throws {
  let client = try JobClient(profile: .named("socketio"), url: url)

  var jobs: [JobID] = []
  for _ in 1...3 { jobs.append(try await client.create()) }
  print("Created jobs: \(jobs)")

  // All are watched meanwhile: to wait for one after the other takes no longer than for the last.
  for job in jobs {
    let last = try await client.waitForCompletion(of: job, within: .seconds(30))
    print("Job \(job): \(last.state)")
  }
  await client.close()
}
