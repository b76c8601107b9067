import JobModel
import Testing

/// What a failure says of itself, to whatever program.
struct FailureSentenceTests {
  private static let request = JobFailure.Request(server: "demo", line: "GET /status/7")
  private static let job = JobFailure.Unfinished(
    server: "demo",
    id: "7",
    lastState: .running,
    seen: nil,
    polls: 9
  )
  private static let failures: [JobFailure] = [
    .unreachable(request, why: "connection refused"), .untrusted(request, why: "it has expired"),
    .noAnswer(request, within: .seconds(10)), .unauthorised(request, code: 401, reason: "who"),
    .throttled(request, code: 429, wait: .seconds(5)), .failed(request, code: 500, reason: nil),
    .unreadable(request, why: "it is empty"), .unknownJob(server: "demo", id: "7"),
    .refused(server: "demo", operation: .cancel, reason: "it has ended"),
    .notSent(server: "demo", operation: .cancel, id: "7", why: "it is completed"),
    .unsupported(server: "demo", operation: .list, profile: "basic"),
    .unconfirmed(server: "demo", run: RunID(high: 1, low: 1), why: "nothing came"),
    .deadline(job, within: .seconds(120)), .tooManyPolls(job, limit: 9),
    .invalid(name: "patience", given: "0", allowed: "at least 1"),
    .journal(why: "the disk is full"), .unkept(why: "the disk is full"),
    .unread(why: "the file is damaged"),
    .foreignLink(request, link: "http://other.example/"),
    .cannotListen(server: "demo", url: "http://127.0.0.1:9", why: "another program listens there"),
    .closed, .cancelled,
  ]

  @Test(arguments: ["File not found.", "File not found"])
  func `a sentence has one stop, whether the server's words have one or not`(reason: String) {
    let request = JobFailure.Request(server: "demo", line: "GET /v1/jobs")
    let failure = JobFailure.failed(request, code: 404, reason: reason)
    #expect(failure.description.hasSuffix("with 404: File not found."))
  }

  @Test(arguments: failures)
  func `a failure is a sentence that names nothing of one program alone`(failure: JobFailure) {
    let sentence = failure.description
    #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"))
    for word in ["--", "JOBTOP_", "jobtop "] { #expect(!sentence.contains(word)) }
  }

  @Test func `who is led round in circles looks at the URL, not at whether the server runs`() {
    let misled = JobFailure.misled(Self.request, redirects: 5)
    #expect(misled.description.hasSuffix("more than 5 redirects. Is the URL the right one?"))
    let circling = JobFailure.misled(Self.request, redirects: 2)
    #expect(circling.description.hasSuffix("it redirects in a circle. Is the URL the right one?"))
    let refused = JobFailure.unreachable(Self.request, why: "no more redirects")
    #expect(refused.description.hasSuffix("Is the server running?"))
  }
}
