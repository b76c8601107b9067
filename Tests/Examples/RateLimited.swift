import JobClient
import JobModel
import JobProfile

/// The one job of a server that takes 100 requests in 15 minutes, and whose answers say `error` now and
/// then although nothing has failed: the profile wants to hear it four times in a row.
func ratelimited(_ url: String) async throws {
  let options = WatchOptions(poll: .exponential(base: .seconds(1), factor: 2, jitter: 0))
  let client = try JobClient(profile: .named("ratelimited"), url: url, options: options)

  print("Polling status...")
  do {
    let last = try await client.waitForCompletion(of: .only, within: nil, maximumPolls: 6)
    print(last.state == .completed ? "Translation completed!" : "Translation failed!")
  } catch JobFailure.tooManyPolls(let job, let limit) {
    print("Max retries exceeded: after \(limit) attempts it is \(job.lastState).")
  }
  await client.close()
}
