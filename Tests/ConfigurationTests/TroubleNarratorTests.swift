import JobModel
import Testing

@testable import jobtop

/// What is said on standard error of a server that makes trouble.
struct TroubleNarratorTests {
  private let now = Timestamp(seconds: 1_000_000)
  private let request = JobFailure.Request(server: "demo", line: "GET /status/7")

  private func status(
    _ failure: JobFailure?,
    _ failures: Int = 2,
    failing: ServerStatus.Failing? = nil
  ) -> ServerStatus {
    let next = now.advanced(by: .milliseconds(3200))
    let link = failure.map { ServerStatus.Link.retrying(at: next, failures: failures, because: $0) }
    return ServerStatus(
      server: "demo",
      link: link ?? .poll(every: .seconds(2)),
      seen: failure == nil ? now : now.advanced(by: .seconds(-5)),
      failing: failing
    )
  }

  /// What is said of these, one after the other.
  private func said(_ statuses: ServerStatus...) -> [String] {
    var narrator = TroubleNarrator()
    return statuses.compactMap { narrator.sentence(on: $0, at: now) }
  }

  @Test func `an absence is told once, with the time of the next try, and so is its end`() {
    let away = JobFailure.unreachable(request, why: "connection refused")
    #expect(
      said(status(away, 1), status(away), status(away, 3), status(nil), status(nil)) == [
        """
        demo went away: connection refused. Asking again in 4 s, and on until it is back; the jobs \
        are not lost.
        """, "demo is back.",
      ]
    )
  }

  @Test func `a server that redirects in a circle is not said to be away`() {
    let misled = JobFailure.misled(request, redirects: 1)
    #expect(
      said(status(misled, 1), status(misled), status(misled, 3)).first?.hasPrefix(
        "demo cannot be asked: it redirects in a circle. Asking again in 4 s"
      ) == true
    )
  }

  @Test func `a server that answers only errors is told of by what it said`() {
    let oops = JobFailure.failed(request, code: 500, reason: "oops")
    #expect(
      said(status(oops, 3), status(oops, 4), status(nil)) == [
        """
        demo answered GET /status/7 with 500: oops. Asking again in 4 s; the jobs are not lost.
        """, "demo answers again.",
      ]
    )
  }

  @Test func `a server that breaks down and then goes away is told of twice`() {
    let oops = JobFailure.failed(request, code: 502, reason: nil)
    let away = JobFailure.noAnswer(request, within: .seconds(10))
    let sentences = said(status(oops, 3), status(away, 4), status(nil))
    #expect(sentences.count == 3)
    #expect(sentences[1].hasPrefix("demo went away: nothing came within 10 s."))
  }

  @Test(arguments: [(3, 0), (30, 1)])
  func `a short rest that is asked for is not told, a long one is`(seconds: Int, sentences: Int) {
    let failure = JobFailure.throttled(request, code: 429, wait: .seconds(seconds))
    var status = status(failure, 1)
    status.link = .retrying(
      at: now.advanced(by: .seconds(seconds)),
      failures: 1,
      because: failure
    )
    #expect(said(status).count == sentences)
  }

  @Test func `of a server that is no longer asked nobody says that it answers again`() {
    let oops = JobFailure.failed(request, code: 500, reason: "oops")
    var rest = status(oops, 3)
    rest.link = .idle
    #expect(said(status(oops, 3), rest).count == 1)
  }

  @Test func `jobs that keep failing are told of once`() {
    let failing = ServerStatus.Failing(
      requests: 3,
      retryAt: now.advanced(by: .seconds(7)),
      because: .failed(request, code: 500, reason: nil)
    )
    #expect(
      said(status(nil, failing: failing), status(nil), status(nil, failing: failing)) == [
        """
        demo answers, but some requests keep failing. demo answered GET /status/7 with 500. They \
        are repeated ever more seldom, the next in 7 s.
        """
      ]
    )
  }

  @Test func `a rate limit that is used up is told of once`() {
    var status = status(nil)
    status.link = .limited(until: now.advanced(by: .seconds(500)))
    #expect(
      said(status, status) == [
        "demo: its rate limit is used up. Asking again in 8m20; no job is lost by that."
      ]
    )
  }
}
