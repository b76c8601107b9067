import JobClient
import JobModel
import JobProfile

/// A job that is polled, each attempt told, on a server that wraps its answers and sends the end of a
/// failed job with code 500.
func envelope(_ url: String) async throws {
  let options = WatchOptions(
    poll: .exponential(base: .milliseconds(100), factor: 2, cap: .seconds(10), jitter: 0.25)
  )
  let client = try JobClient(profile: .named("envelope"), url: url, options: options)

  let job = try await client.create()
  print("Created job with ID: \(job)")
  let updates = client.updates(of: job, within: .seconds(120), maximumPolls: 10, everyPoll: true)
  for try await update in updates {
    print("Attempt \(update.job.polls): job is \(update.job.serverState ?? "unknown")")
  }
  await client.close()
}
