import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// Requests whose answer the server may leave out because we have it.
@Suite struct ConditionalTests {
  private static let pending = #"{"jobId":"2","status":"pending"}"#
  private static let tag = #"W/"20-1Fh0xkKlGaVBdoY/BSxCPQ""#

  /// A watcher that has asked about job 2 of an Express server once.
  private func stage(_ headers: HTTPFields) throws -> WatcherStage {
    var stage = try WatcherStage("socketio")
    stage.tell(.track(["2"], ticket: nil))
    #expect(stage.lines == ["GET /status/2"])
    stage.answer(200, Self.pending, headers: headers)
    return stage
  }

  @Test func `a job whose answer had a tag is asked about with it`() throws {
    var stage = try stage([.eTag: Self.tag])
    stage.tell(.inspect(stage.last?.run))
    stage.pass(.seconds(2))
    #expect(stage.asked.first?.request.headers[.ifNoneMatch] == Self.tag)
    stage.answer(304, "", headers: [.eTag: Self.tag])
    #expect(stage.last?.seen == stage.now)
    #expect(stage.last?.state == .pending)
    #expect(stage.last?.polls == 2)
    #expect(stage.exchanges?.answer?.body == Self.pending)
    stage.pass(.seconds(2))
    #expect(stage.asked.first?.request.headers[.ifNoneMatch] == Self.tag)
    stage.answer(200, #"{"jobId":"2","status":"completed"}"#)
    #expect(stage.last?.state == .completed)
  }

  @Test func `the tag of an answer goes with it`() throws {
    var stage = try stage([.eTag: Self.tag])
    stage.pass(.seconds(2))
    stage.answer(200, Self.pending)
    stage.pass(.seconds(2))
    #expect(stage.asked.first?.request.headers[.ifNoneMatch] == nil)
  }

  @Test func `a tag that is too long is not kept`() throws {
    var stage = try stage([.eTag: "\"\(String(repeating: "x", count: 200))\""])
    stage.pass(.seconds(2))
    #expect(stage.asked.first?.request.headers[.ifNoneMatch] == nil)
  }

  @Test(arguments: [
    ("Mon, 12 Jan 1970 13:46:40 GMT", "Mon, 12 Jan 1970 13:46:30 GMT", true),
    // It may change once more in the second in which it was answered.
    ("Mon, 12 Jan 1970 13:46:40 GMT", "Mon, 12 Jan 1970 13:46:40 GMT", false),
    ("Mon, 12 Jan 1970 13:46:40 GMT", "yesterday", false),
  ])
  func `an instant of change counts where it lies before the answer`(
    date: String,
    modified: String,
    counts: Bool
  ) throws {
    var stage = try stage([.date: date, .lastModified: modified])
    stage.pass(.seconds(2))
    let sent = stage.asked.first?.request.headers[.ifModifiedSince]
    #expect(sent == (counts ? modified : nil))
  }

  @Test func `an end that must be said three times is asked for in words`() throws {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      states: {pending: p, completed: c, failed: {words: f, confirm: 3}}
      """
    var stage = WatcherStage(try Profile(yaml: yaml, file: "x"))
    stage.tell(.track(["2"], ticket: nil))
    for _ in 1...3 {
      #expect(stage.asked.first?.request.headers[.ifNoneMatch] == nil)
      stage.answer(200, #"{"s":"f"}"#, headers: [.eTag: #""1""#])
      stage.pass(.seconds(2))
    }
    #expect(stage.last?.state == .failed)
  }

  // MARK: lists

  private static let list = #"[{"id":"1","s":"r"},{"id":"2","s":"r"},{"id":"3","s":"r"}]"#

  /// A screen on a server with a list of one page.
  private func screen() throws -> WatcherStage {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      list: {request: "GET /jobs", answer: {body: [{id: "{id}", s: "{state}"}]}}
      states: {pending: p, running: r, completed: c, failed: f}
      """
    return WatcherStage(try Profile(yaml: yaml, file: "x"), discovers: true)
  }

  @Test func `a list that is as it was confirms all its jobs at once`() throws {
    var stage = try screen()
    stage.answer(200, Self.list, headers: [.eTag: #""a""#])
    let told = stage.reported.count
    stage.pass(.seconds(2))
    #expect(stage.asked.first?.request.headers[.ifNoneMatch] == #""a""#)
    stage.answer(304, "")
    #expect(stage.reported.count == told)
    let unchanged = try #require(stage.status?.unchanged)
    #expect(stage.reported.allSatisfy { unchanged.applied(to: $0.update.job).seen == stage.now })
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /jobs"])
    stage.answer(200, Self.list.replacing(#""1","s":"r""#, with: #""1","s":"c""#))
    #expect(stage.changes.last == .completed)
  }

  @Test func `that a list is as it was means nothing where it was never taken in`() throws {
    var stage = try screen()
    stage.answer(304, "")
    #expect(stage.status?.unchanged == nil)
    while stage.lines.isEmpty { stage.sleep() }
    #expect(stage.asked.first?.request.headers[.ifNoneMatch] == nil)
    stage.answer(200, "<html>", headers: [.eTag: #""b""#])
    while stage.lines.isEmpty { stage.sleep() }
    #expect(stage.asked.first?.request.headers[.ifNoneMatch] == nil)
  }

  @Test func `a list that lacks a job which was denied is asked for in words`() throws {
    var stage = try screen()
    stage.answer(200, Self.list, headers: [.eTag: #""a""#])
    let deadline = stage.now.advanced(by: .seconds(1))
    let wait = JobWait(job: "3", ticket: Ticket(value: 9), deadline: deadline, within: .seconds(1))
    stage.tell(.wait(wait))
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /jobs/3"])
    stage.answer(404, "")
    while !stage.lines.contains("GET /jobs") { stage.sleep() }
    let list = stage.asked.first { $0.request.target == "/jobs" }
    #expect(list?.request.headers[.ifNoneMatch] == nil)
  }
}
