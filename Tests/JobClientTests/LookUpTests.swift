import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// A create that nobody answered is looked for in the list of the server.
@Suite struct LookUpTests {
  private let caller = Ticket(value: 1)

  /// A create of a server whose profile is `listing` that was not answered, after the breaker's pause.
  private func unanswered(_ inputs: [String: JSON] = ["webhook_url": "", "duration": 10]) throws
    -> WatcherStage
  {
    var stage = try WatcherStage("listing")
    stage.tell(.create([Draft(inputs: inputs)], ticket: caller))
    stage.keepNotes()
    stage.lose(.broken("reset"))
    #expect(stage.last?.state == .unconfirmed)
    #expect(stage.replies[caller] == nil)
    stage.pass(.seconds(5))
    #expect(stage.lines == ["GET /translations/status"])
    return stage
  }

  private func why(_ stage: WatcherStage) -> String? {
    guard case .unconfirmed(_, _, let why)? = stage.replies[caller]?.failure else { return nil }
    return why
  }

  private func listed(_ id: String, at created: String, url: String = "") -> String {
    #"{"id":"\#(id)","webhook_url":"\#(url)","created_at":"\#(created)","duration":10,"status":"pending"}"#
  }

  // The stage begins at 1970-01-12T13:46:40Z.

  @Test func `a job that was made at that time is named and not taken for ours`() throws {
    var stage = try unanswered()
    let jobs = [
      listed("old", at: "1970-01-12T13:40:00Z"), listed("new", at: "1970-01-12T13:46:40Z"),
    ]
    stage.answer(200, #"{"jobs":[\#(jobs.joined(separator: ","))]}"#)
    #expect(why(stage) == "reset; its list shows new, made at that time")
    #expect(stage.last?.state == .unconfirmed)
    #expect(stage.last?.reason?.contains("its list shows new") == true)
    #expect(stage.lines == [])
  }

  @Test func `a list without such a job says so`() throws {
    var stage = try unanswered()
    stage.answer(200, #"{"jobs":[\#(listed("old", at: "1970-01-12T13:40:00Z"))]}"#)
    #expect(why(stage) == "reset; its list shows no job of that time")
  }

  @Test func `a job made from other inputs is not the one`() throws {
    var stage = try unanswered(["webhook_url": "http://a.example", "duration": 10])
    let other = listed("new", at: "1970-01-12T13:46:41Z", url: "http://b.example")
    stage.answer(200, #"{"jobs":[\#(other)]}"#)
    #expect(why(stage) == "reset; its list shows no job of that time")
  }

  @Test func `the caller is told without the list where that does not come`() throws {
    var stage = try unanswered()
    var lists = 0
    while stage.replies[caller] == nil, lists < 10 {
      while !stage.asked.isEmpty {
        lists += 1
        stage.lose(.broken("reset"))
      }
      if stage.replies[caller] == nil { stage.sleep() }
    }
    #expect(lists == 3)
    #expect(why(stage) == "reset")
  }

  @Test func `one list serves all creates that were not answered`() throws {
    var stage = try WatcherStage("listing")
    let draft = Draft(inputs: ["webhook_url": "", "duration": 10])
    stage.tell(.create([draft, draft, draft], ticket: caller))
    stage.keepNotes()
    for _ in 1...3 { stage.lose(.broken("reset")) }
    stage.pass(.seconds(10))
    #expect(stage.lines == ["GET /translations/status"])
    stage.answer(200, #"{"jobs":[]}"#)
    #expect(
      stage.replies[caller]?.updates.map(\.state) == [.unconfirmed, .unconfirmed, .unconfirmed]
    )
    stage.pass(.seconds(10))
    #expect(stage.lines == [])
  }

  @Test func `a job whose id we chose is ours where the list has it`() throws {
    var stage = try WatcherStage("ray", createTries: 1)
    stage.tell(.create([Draft(inputs: ["entrypoint": "x"])], ticket: caller))
    stage.keepNotes()
    let id = try #require(stage.last?.jobID?.rawValue)
    stage.lose(.broken("reset"))
    #expect(stage.last?.state == .unconfirmed)
    stage.pass(.seconds(5))
    stage.answer(200, #"[{"type":"SUBMISSION","submission_id":"\#(id)","status":"RUNNING"}]"#)
    #expect(stage.replies[caller]?.failure == nil)
    #expect(stage.replies[caller]?.updates.map(\.state) == [.running])
    #expect(stage.last?.state == .running)
  }
}
