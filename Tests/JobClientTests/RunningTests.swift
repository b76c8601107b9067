import JobClient
import JobModel
import JobProfile
import Testing

/// How long jobs run, learned and used.
@Suite struct RunningTests {
  @Test func `a start and an end are learned to lie between the requests around them`() throws {
    var stage = try WatcherStage("jobtop")
    stage.play(["pending", "running", "running", "completed"])
    #expect(stage.ran == [.between(.seconds(2), .seconds(6))])
  }

  @Test func `a job that was never seen running ran no longer than between two requests`() throws {
    var stage = try WatcherStage("jobtop")
    stage.play(["pending", "completed"])
    #expect(stage.ran == [.between(.zero, .seconds(2))])
  }

  @Test func `where the server tells start and end both are exact`() throws {
    var stage = try WatcherStage("jobtop")
    stage.play(["pending"])
    stage.pass(.seconds(2))
    let started = #""started_at":"1970-01-12T13:46:42.5Z""#
    stage.answer(200, #"{"id":"7","status":"running",\#(started)}"#)
    stage.pass(.seconds(2))
    let finished = #""finished_at":"1970-01-12T13:46:45.75Z""#
    stage.answer(200, #"{"id":"7","status":"completed",\#(started),\#(finished)}"#)
    #expect(stage.ran == [.exactly(.seconds(3.25))])
  }

  @Test func `a job that waits for another try is timed from that try`() throws {
    var stage = try WatcherStage("jobtop")
    stage.play(["running", "running", "running", "pending", "running", "completed"])
    #expect(stage.ran == [.between(.zero, .seconds(4))])
  }

  @Test func `a try that follows another without a wait is timed alone`() throws {
    var stage = try WatcherStage("jobtop")
    stage.play(["pending"])
    for attempt in [1, 1, 1, 2, 2] {
      stage.pass(.seconds(2))
      stage.answer(200, #"{"id":"7","status":"running","attempt":\#(attempt)}"#)
    }
    stage.play(["completed"], isNew: false)
    #expect(stage.ran == [.between(.seconds(2), .seconds(6))])
  }

  @Test func `a job that ran when it was created ran from then on`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(201, #"{"id":"7","status":"running"}"#)
    stage.play(["running", "completed"], isNew: false)
    #expect(stage.ran == [.between(.seconds(2), .seconds(4))])
  }

  @Test func `a start that was pushed is known to the instant`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic)
    stage.play(["pending"])
    try stage.tellPush(.opened)
    stage.pass(.seconds(1))
    while !stage.lines.isEmpty { stage.answer(200, #"{"id":"7","status":"pending"}"#) }
    stage.pass(.seconds(3))
    try stage.tellPush(.message(Self.frame("running")))
    stage.pass(.seconds(5))
    while !stage.lines.isEmpty { stage.answer(200, #"{"id":"7","status":"running"}"#) }
    try stage.tellPush(.message(Self.frame("completed")))
    while !stage.lines.isEmpty { stage.answer(200, #"{"id":"7","status":"completed"}"#) }
    #expect(stage.ran == [.exactly(.seconds(5))])
  }

  private static func frame(_ word: String) -> PushFrame {
    PushFrame(
      name: "job",
      message: JSON.object([JSON.Member("id", "7"), JSON.Member("status", .string(word))])
    )
  }

  @Test func `where no word says that a job runs nothing is learned of that`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.answerStatus("pending")
    stage.pass(.seconds(2))
    stage.answerStatus("completed")
    #expect(stage.last?.state == .completed)
    #expect(stage.ran == [])
  }

  @Test func `a job that is forgotten ran longer than it was seen running`() throws {
    var stage = try WatcherStage("jobtop")
    stage.play(["pending", "running", "running"])
    stage.tell(.forget([try #require(stage.last?.run)]))
    #expect(stage.ran == [.longerThan(.seconds(2))])
  }

  @Test func `a job that waited for long is asked about by how long others ran`() throws {
    var stage = try WatcherStage("jobtop", poll: .learned(requestsPerJob: 8))
    let long = DurationHistory(repeatElement(.exactly(.seconds(100)), count: 20))
    let queued = DurationHistory((1...20).map { .exactly(.seconds(100 + 30 * $0)) })
    let histories = DurationHistories(whole: queued, running: long)
    stage.tell(.restore([], durations: ["jobtop": histories]))
    stage.play([])
    let start = stage.now.advanced(by: .milliseconds(200_500))
    var ages: [Double] = []
    while stage.last?.state != .completed, ages.count < 40 {
      stage.sleep()
      guard !stage.asked.isEmpty else { continue }
      let age = start.duration(to: stage.now).inSeconds
      let facts = age < 0 ? "" : #","started_at":"\#(start.rfc3339)""#
      let state = age < 0 ? "pending" : age < 100 ? "running" : "completed"
      ages.append(age)
      stage.answer(200, #"{"id":"7","status":"\#(state)"\#(facts)}"#)
    }
    #expect(ages.count <= 12, "\(ages)")
    #expect(ages.last ?? 0 < 101, "\(ages)")
  }
}

extension WatcherStage {
  /// How long jobs ran, as it was learned, in order.
  fileprivate var ran: [JobDuration] {
    journal.compactMap { entry in
      if case .duration(let duration, .running, _, _, _) = entry { duration } else { nil }
    }
  }

  /// Creates job 7, and lets its server answer with these words every two seconds.
  fileprivate mutating func play(_ words: [String], isNew: Bool = true) {
    if isNew {
      tell(.create([Draft()], ticket: Ticket(value: 1)))
      keepNotes()
      answer(201, #"{"id":"7","status":"pending"}"#)
    }
    for word in words {
      pass(.seconds(2))
      answer(200, #"{"id":"7","status":"\#(word)"}"#)
    }
  }
}
