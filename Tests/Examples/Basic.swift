import JobClient
import JobModel
import JobProfile

/// A job on a server that asks for a name and a password, waited for without a deadline.
func basic(_ url: String) async throws {
  let client = try JobClient(
    profile: .named("basic"),
    url: url,
    credentials: Credentials(username: "admin", password: "secretpassword"),
    options: WatchOptions(poll: .exponential(base: .milliseconds(500), factor: 2, cap: .seconds(8)))
  )

  let job: JobID
  do {
    job = try await client.create()
  } catch JobFailure.unauthorised(let request, let code, _) {
    await client.close()
    return print("\(request.line) is refused with \(code): is the password the right one?")
  }
  print("Started job with ID: \(job)")
  let last = try await client.waitForCompletion(of: job, within: nil)
  print("Final status: \(last.state)")
  await client.close()
}
