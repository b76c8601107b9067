import JobClient
import JobModel
import JobProfile
import Testing

/// What a program asks of a client, and what makes no sense.
@Suite struct WatchOptionsTests {
  private static let nonsense: [(String, WatchOptions)] = [
    ("interval", WatchOptions(poll: .fixed(.zero))),
    ("max-interval", WatchOptions(poll: .exponential(base: .seconds(2), cap: .seconds(1)))),
    ("requestsPerJob", WatchOptions(poll: .learned(requestsPerJob: 0))),
    ("retry.base", WatchOptions(retry: RetryPolicy(base: .zero))),
    ("retry.cap", WatchOptions(retry: RetryPolicy(base: .seconds(2), cap: .seconds(1)))),
    ("The webhook", WatchOptions(push: .webhook("http://127.0.0.1:0/hook"))),
    ("staleness", WatchOptions(staleness: .zero)),
    ("viewedStaleness", WatchOptions(viewedStaleness: .seconds(-1))),
    ("maximumInFlight", WatchOptions(maximumInFlight: 0)),
    ("createTries", WatchOptions(createTries: 0)),
    ("patience", WatchOptions(patience: 0)),
  ]

  @Test(arguments: nonsense)
  func `an option that makes no sense is refused by name`(
    name: String,
    options: WatchOptions
  ) throws {
    let failure = #expect(throws: JobFailure.self) {
      try JobClient(profile: .named("envelope"), options: options)
    }
    guard case .invalid(let refused, _, _) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(refused == name)
  }

  @Test func `a limit of a wait that makes no sense is refused by name`() async throws {
    let client = try JobClient(profile: .named("envelope"), url: "http://127.0.0.1:9")
    let polls = JobFailure.invalid(name: "maximumPolls", given: "0", allowed: "a number from 1")
    await #expect(throws: polls) {
      try await client.waitForCompletion(of: "7", maximumPolls: 0)
    }
    let limit = JobFailure.invalid(
      name: "within",
      given: "-1000 ms",
      allowed: "a time from 0s, or nothing"
    )
    await #expect(throws: limit) {
      for try await _ in client.updates(of: "7", within: .seconds(-1)) {}
    }
    await client.close()
  }
}
