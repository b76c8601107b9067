import JobModel
import Testing

/// How a server stands, as one process tells another.
@Suite struct ServerStatusTests {
  private static let request = JobFailure.Request(server: "demo", line: "GET /status/7")

  @Test(
    arguments: [
      .unreachable(request, why: "connection refused"), .misled(request, redirects: 5),
      .notForwarded(request, by: "all_proxy", why: "a refusal"),
      .untrusted(request, why: "expired"),
      .noAnswer(request, within: .seconds(10)), .throttled(request, code: 429, wait: .seconds(7)),
      .throttled(request, code: 503, wait: nil), .failed(request, code: 500, reason: "oops"),
      .failed(request, code: 502, reason: nil), .unreadable(request, why: "no JSON"),
    ] as [JobFailure]
  )
  func `why a server is tried again is told as it is`(failure: JobFailure) throws {
    let at = Timestamp(seconds: 1_800_000_000)
    let status = ServerStatus(
      server: "demo",
      link: .retrying(at: at, failures: 3, because: failure),
      failing: ServerStatus.Failing(requests: 2, retryAt: at, because: failure)
    )
    #expect(try ServerStatus(recorded: JSON(parsing: status.recorded.description)) == status)
  }

  @Test func `what was asked last in vain is told as it is`() throws {
    let because = JobFailure.noAnswer(Self.request, within: .seconds(10))
    let link = ServerStatus.Link.unanswered(at: Timestamp(seconds: 1_800_000_000), because: because)
    let status = ServerStatus(server: "demo", link: link)
    #expect(try ServerStatus(recorded: JSON(parsing: status.recorded.description)) == status)
  }

  @Test func `how long a server has been silent is told as it is`() throws {
    let since = Timestamp(seconds: 1_800_000_000)
    let status = ServerStatus(server: "demo", link: .longPoll, silentSince: since)
    #expect(try ServerStatus(recorded: JSON(parsing: status.recorded.description)) == status)
  }

  @Test func `a recording of an earlier version is still read`() throws {
    let json: JSON = [
      "server": "demo", "link": "retrying", "failures": 3, "reason": "connection refused",
    ]
    guard
      case .retrying(_, 3, .unreachable(_, "connection refused")) =
        try ServerStatus(recorded: json).link
    else {
      Issue.record("\(json)")
      return
    }
  }
}
