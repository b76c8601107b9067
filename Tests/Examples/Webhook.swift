import JobClient
import JobModel
import JobProfile

/// The one job of a server that posts its end to a URL, and is polled beside that.
///
/// The client listens there itself: it registers the URL when it begins to wait and withdraws it at
/// the end. Port 0 takes a free one.
func webhook(_ url: String) async throws {
  let options = WatchOptions(
    poll: .exponential(base: .seconds(2), factor: 2, cap: .seconds(30)),
    push: .webhook("http://127.0.0.1:0/webhook")
  )
  let client = try JobClient(profile: .named("webhook"), url: url, options: options)

  let present = try await client.status(of: .only)
  print("Status: \(present.state)")
  for try await update in client.updates(of: .only, maximumPolls: 10) {
    print("Status update received: \(update.state)")
  }
  await client.close()
}
