import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

@Suite struct CreatingTests {
  private let ticket = Ticket(value: 1)

  @Test func `a create is noted down before it is sent`() throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], ticket: ticket))
    #expect(stage.lines == [])
    guard case .update(let update) = stage.journal.first else {
      Issue.record("nothing noted")
      return
    }
    #expect(update.state == .submitting)
    stage.keepNotes()
    #expect(stage.lines == ["POST /"])
  }

  @Test func `a create that cannot be noted down is not sent`() throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], ticket: ticket))
    let full = JobFailure.journal(why: "the disk is full")
    stage.tell(.journaled(stage.receipts[0], full))
    #expect(stage.lines == [])
    #expect(stage.replies[ticket]?.failure == full)
    #expect(stage.last?.state == .refused)
  }

  @Test func `a create that is refused with 400 is the draft's trouble, and the server is well`()
    throws
  {
    var stage = try WatcherStage()
    stage.create("7")
    for ticket in 2...5 {
      stage.tell(.create([Draft()], ticket: Ticket(value: ticket)))
      stage.keepNotes()
      stage.answer(400, "{}")
      #expect(stage.last?.state == .refused)
    }
    guard case .poll = stage.status?.link else {
      Issue.record("\(String(describing: stage.status?.link))")
      return
    }
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status/7"])
  }

  @Test func `the row is there at once and becomes the server's job`() throws {
    var stage = try WatcherStage()
    stage.create("7f3a")
    #expect(stage.changes == [.submitting, .pending])
    #expect(Set(stage.reported.map(\.update.job.run)).count == 1)
    #expect(stage.last?.jobID == "7f3a")
  }

  @Test func `the same key is sent again where the server recognises it`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    let key = try #require(HTTPField.Name("Idempotency-Key"))
    let first = stage.asked[0].request.headers[key]
    stage.lose(.broken("reset"))
    stage.pass(.seconds(5))
    #expect(stage.lines == ["POST /v1/jobs"])
    #expect(stage.asked[0].request.headers[key] == first)
    #expect(first == stage.last?.run.description)
  }

  @Test func `a create without an answer is unconfirmed where a repeat could make two`() throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    stage.lose(.broken("reset"))
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
    #expect(stage.last?.state == .unconfirmed)
  }

  @Test func `a create that never left is tried again and then given back as a draft`() throws {
    var stage = try WatcherStage(createTries: 2)
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    stage.lose(.notConnected("connection refused"))
    #expect(stage.last?.state == .submitting)
    stage.pass(.seconds(5))
    stage.lose(.notConnected("connection refused"))
    #expect(stage.last?.state == .refused)
    #expect(stage.last?.reason == "not sent: no connection")
    #expect(stage.last?.draft == Draft())
  }

  @Test func `an id that comes again opens the next run and the old one is history`() throws {
    var stage = try WatcherStage()
    stage.create("1")
    let old = try #require(stage.last?.run)
    stage.pass(.seconds(2))
    stage.answerStatus("completed")
    stage.create("1", ticket: 2)
    let update = try #require(stage.reported.last?.update)
    #expect(update.job.runNumber == 2)
    #expect(update.state == .pending)
    #expect(update.job.result == nil)
    #expect(update.replaces == old)
  }

  @Test func `a run whose id goes to another job before its end was seen is lost`() throws {
    var stage = try WatcherStage()
    stage.create("1")
    stage.create("1", ticket: 2)
    #expect(stage.changes == [.submitting, .pending, .submitting, .lost, .pending])
  }

  @Test func `a field that the profile does not know is refused by name`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.create([Draft(inputs: ["titel": "x"])], ticket: ticket))
    let failure = JobFailure.invalid(
      name: "The field",
      given: "titel",
      allowed: "known are title, kind, duration"
    )
    #expect(stage.replies[ticket] == .failure(failure))
    #expect(stage.reported.isEmpty)
  }

  @Test func `several creates are answered together and each has a label`() throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft(), Draft(), Draft()], ticket: ticket))
    stage.keepNotes()
    for id in ["a", "b", "c"] {
      stage.answer(200, #"{"meta":{},"payload":{"jobID":"\#(id)"}}"#)
    }
    let updates = try #require(stage.replies[ticket]?.updates)
    #expect(updates.compactMap(\.job.jobID) == ["a", "b", "c"])
    #expect(updates.compactMap(\.job.title) == ["#1", "#2", "#3"])
  }

  @Test func `a caller is not kept waiting for an hour because the server asks it to`() throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    stage.answer(429, "", headers: [.retryAfter: "3600"])
    #expect(stage.last?.state == .refused)
    #expect(stage.last?.reason == "asked to slow down (429)")
    guard case .throttled = stage.replies[ticket]?.failure else {
      Issue.record("\(String(describing: stage.replies[ticket]))")
      return
    }
  }

  @Test func `at the deadline what was not sent is withdrawn and says so`() throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], within: .seconds(5), ticket: ticket))
    stage.keepNotes()
    stage.answer(429, "", headers: [.retryAfter: "30"])
    stage.pass(.seconds(5))
    let reply = try #require(stage.replies[ticket])
    #expect(reply.updates.map(\.state) == [.refused])
    #expect(
      reply.updates.first?.job.reason == "not sent: not within 5 s: asked to slow down (429)"
    )
    guard case .deadline = reply.failure else {
      Issue.record("\(String(describing: reply.failure))")
      return
    }
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
  }

  @Test(arguments: [true, false])
  func `a create that was not sent is noted down as that when everything ends`(
    byItsCaller: Bool
  ) throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    stage.answer(429, "", headers: [.retryAfter: "30"])
    stage.tell(byItsCaller ? .stopWaiting(ticket) : .close)
    guard case .update(let update) = stage.journal.last else {
      Issue.record("nothing was noted down")
      return
    }
    #expect(update.state == .refused)
    #expect(update.job.reason?.hasPrefix("not sent: ") == true)
  }

  @Test
  func `the sentence at a deadline tells the time that was given and not what was left of it`()
    throws
  {
    var stage = try WatcherStage()
    let deadline = stage.now.advanced(by: .seconds(5))
    stage.tell(.create([Draft()], within: .seconds(30), until: deadline, ticket: ticket))
    stage.keepNotes()
    stage.pass(.seconds(5))
    guard case .deadline(_, within: .seconds(30)) = stage.replies[ticket]?.failure else {
      Issue.record("\(String(describing: stage.replies[ticket]))")
      return
    }
  }

  @Test func `creates that wait are not sent once one of them was answered with 401`() throws {
    let profile = try #require(Profile.builtIn("envelope"))
    var stage = WatcherStage(profile, maximumInFlight: 2)
    stage.tell(.create(Array(repeating: Draft(), count: 8), ticket: ticket))
    stage.keepNotes()
    #expect(stage.lines.count == 2)
    stage.answer(401, #"{"error":"who are you?"}"#)
    #expect(stage.lines.count == 1)
    stage.answer(401, #"{"error":"who are you?"}"#)
    #expect(stage.lines == [])
    let reply = try #require(stage.replies[ticket])
    #expect(reply.updates.map(\.state) == Array(repeating: .refused, count: 8))
    #expect(reply.updates.allSatisfy { $0.job.draft == Draft() })
    #expect(reply.updates.count { $0.job.reason == "not sent: unauthorised" } == 6)
    guard case .unauthorised = reply.failure else {
      Issue.record("\(String(describing: reply.failure))")
      return
    }
  }

  @Test func `of a create that makes several jobs all are told`() throws {
    var stage = try WatcherStage("heygen")
    let inputs: [String: JSON] = [
      "video_url": "https://example.org/a.mp4", "output_languages": ["French", "Hindi"],
    ]
    stage.tell(.create([Draft(inputs: inputs)], ticket: ticket))
    stage.keepNotes()
    stage.answer(200, #"{"error":null,"data":{"video_translation_ids":["a","b"]}}"#)
    #expect(stage.replies[ticket]?.updates.compactMap(\.job.jobID) == ["a", "b"])
  }

  @Test func `a server that was never reached is not tried anew for each of many creates`() throws {
    var stage = try WatcherStage(patience: 3)
    let ticket = Ticket(value: 1)
    stage.tell(.create(Array(repeating: Draft(), count: 20), ticket: ticket))
    stage.keepNotes()
    var requests = 0
    for _ in 1...10 where stage.replies[ticket] == nil {
      stage.pass(.milliseconds(1))
      requests += stage.asked.count
      while !stage.asked.isEmpty { stage.lose(.notConnected("connection refused")) }
      if stage.replies[ticket] == nil { stage.sleep() }
    }
    #expect(requests == 16 + 2)
    #expect(stage.replies[ticket]?.updates.count == 20)
    guard case .unreachable? = stage.replies[ticket]?.failure else {
      Issue.record("it says \(String(describing: stage.replies[ticket]?.failure))")
      return
    }
  }

  @Test func `a create that may have arrived is not said to be unsent`() throws {
    var stage = try WatcherStage("jobtop", createTries: 5, patience: 2)
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.lose(.timedOut(.seconds(10)))
    stage.sleep()
    stage.lose(.notConnected("connection refused"))
    #expect(stage.changes == [.submitting])
    stage.sleep()
    #expect(stage.lines == ["POST /v1/jobs"])
  }
}
