import JobClient
import JobModel
import JobProfile
import Testing

/// How long jobs take, learned and used.
@Suite struct LearningTests {
  @Test func `an end is learned to lie between the requests around it`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    for word in ["pending", "pending", "error"] {
      stage.pass(.seconds(2))
      stage.answerStatus(word)
    }
    #expect(stage.learned == [.between(.seconds(4), .seconds(6))])
    #expect(
      stage.journal.contains(
        .duration(
          .between(.seconds(4), .seconds(6)),
          of: .whole,
          server: "demo",
          kind: "envelope",
          counting: 128
        )
      )
    )
  }

  @Test(arguments: [
    ("1970-01-12T13:46:43.5Z", JobDuration.exactly(.seconds(3.5))),
    // Many servers tell whole seconds, rounded down.
    ("1970-01-12T13:46:43Z", .between(.seconds(3), .seconds(4))),
    // We asked after that, and it was going on: the clock of the server is off.
    ("1970-01-12T13:46:41.5Z", .between(.seconds(2), .seconds(4))),
  ])
  func `what the server says of the end counts where requests bear it out`(
    finished: String,
    duration: JobDuration
  ) throws {
    var stage = try WatcherStage("jobtop")
    stage.begin()
    stage.pass(.seconds(2))
    stage.answer(200, #"{"id":"7","status":"running"}"#)
    stage.pass(.seconds(2))
    stage.answer(200, #"{"id":"7","status":"completed","finished_at":"\#(finished)"}"#)
    #expect(stage.learned == [duration])
  }

  @Test func `an end that was pushed is known to the instant`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic)
    stage.begin()
    try stage.tellPush(.opened)
    stage.pass(.seconds(3))
    try stage.tellPush(
      .message(
        PushFrame(
          name: "job",
          message: ["id": .string("7"), "status": .string("completed")],
          id: "1"
        )
      )
    )
    stage.pass(.seconds(1))
    stage.answer(200, #"{"id":"7","status":"completed"}"#)
    #expect(stage.learned == [.exactly(.seconds(3))])
  }

  @Test func `a job that we cancel only took longer than it was seen going on`() throws {
    var stage = try WatcherStage("jobtop")
    stage.begin()
    stage.pass(.seconds(2))
    stage.answer(200, #"{"id":"7","status":"running"}"#)
    let run = try #require(stage.last?.run)
    stage.tell(.control(.cancel, run, ticket: Ticket(value: 2)))
    stage.answer(200, #"{"id":"7","status":"cancelled"}"#)
    stage.answer(200, #"{"id":"7","status":"cancelled"}"#)
    #expect(stage.last?.state == .cancelled)
    #expect(stage.learned == [.longerThan(.seconds(2))])
  }

  @Test func `so did one that is forgotten, or that its server has lost`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.create("8", ticket: 2)
    stage.pass(.seconds(2))
    stage.answerStatus("pending")
    stage.answerStatus("pending")
    let run = try #require(stage.reported.first?.update.job.run)
    stage.tell(.forget([run]))
    #expect(stage.learned == [.longerThan(.seconds(2))])
    // Within half a minute it may not know it yet.
    stage.now = stage.now.advanced(by: .seconds(60))
    stage.tell(.woke)
    for _ in 0..<3 {
      stage.answer(404, #"{"meta":{"message":"failed to find a job"},"payload":null}"#)
      stage.pass(.seconds(2))
    }
    #expect(stage.last?.state == .lost)
    #expect(stage.learned.last == .longerThan(.seconds(2)))
  }

  @Test func `a run that a retry begins is not as old as its job`() throws {
    let created = #""created_at":"1970-01-12T13:46:40.5Z""#
    var stage = try WatcherStage("jobtop")
    stage.begin()
    stage.pass(.seconds(2))
    stage.answer(200, #"{"id":"7","status":"failed",\#(created)}"#)
    stage.pass(.seconds(98))
    let run = try #require(stage.last?.run)
    stage.tell(.control(.retry, run, ticket: Ticket(value: 2)))
    stage.answer(202, #"{"id":"7","status":"pending",\#(created)}"#)
    stage.answer(200, #"{"id":"7","status":"pending",\#(created)}"#)
    stage.pass(.seconds(3))
    stage.answer(200, #"{"id":"7","status":"completed",\#(created)}"#)
    #expect(stage.last?.runNumber == 2)
    #expect(stage.last?.created == Timestamp(seconds: 1_000_000.5))
    #expect(stage.learned.last?.late ?? .zero < .seconds(4))
    #expect(stage.learned.count == 2)
  }

  @Test func `a job of unknown age teaches nothing`() throws {
    var stage = try WatcherStage()
    stage.tell(.track(["7"], ticket: nil))
    stage.answerStatus("pending")
    stage.pass(.seconds(2))
    stage.answerStatus("completed")
    #expect(stage.last?.state == .completed)
    #expect(stage.learned == [])
  }

  @Test func `after jobs of ten seconds the next is asked about around ten seconds`() throws {
    var stage = try WatcherStage(poll: .learned(requestsPerJob: 8))
    stage.tell(.restore([], durations: ["envelope": DurationHistories(whole: .tens)]))
    let begun = stage.now
    stage.create("7")
    var ages: [Double] = []
    while stage.last?.state == .pending, ages.count < 100 {
      stage.sleep()
      guard !stage.asked.isEmpty else { continue }
      let age = begun.duration(to: stage.now).inSeconds
      ages.append(age)
      stage.answerStatus(age < 10 ? "pending" : "completed")
    }
    #expect(ages.count { $0 < 9 } <= 2)
    #expect(ages.count <= 10)
    #expect(ages.last ?? 0 < 10.1)
  }

  @Test func `after a dozen jobs the end of the next is known in a moment`() throws {
    var stage = try WatcherStage(poll: .learned(requestsPerJob: 8))
    var delays: [Double] = []
    for number in 1...12 {
      let begun = stage.now
      stage.create("\(number)", ticket: number)
      while stage.last?.state != .completed {
        stage.sleep()
        guard !stage.asked.isEmpty else { continue }
        stage.answerStatus(begun.duration(to: stage.now) < .seconds(30) ? "pending" : "completed")
      }
      delays.append(begun.duration(to: stage.now).inSeconds - 30)
    }
    #expect(stage.learned.count == 12)
    #expect(delays.prefix(3).allSatisfy { $0 > 2 })
    #expect(delays.suffix(3).allSatisfy { $0 < 0.2 }, "\(delays)")
  }

  @Test func `nothing grows older than it may, however long jobs take`() throws {
    var stage = try WatcherStage(poll: .learned(requestsPerJob: 8, cap: .seconds(3600)))
    let hour = JobDuration.exactly(.seconds(3600))
    stage.tell(
      .restore(
        [],
        durations: [
          "envelope": DurationHistories(whole: DurationHistory(repeatElement(hour, count: 20)))
        ]
      )
    )
    stage.create("7")
    for _ in 0..<5 {
      stage.sleep()
      #expect(stage.last?.interval ?? .zero <= .seconds(60))
      stage.answerStatus("pending")
    }
    stage.tell(.viewing(Set([stage.last?.run].compactMap(\.self))))
    stage.pass(.seconds(10))
    #expect(stage.lines == ["GET /status/7"])
  }

  @Test func `where an end is near a row is not promised sooner than it can be looked at`() throws {
    var stage = try WatcherStage(poll: .learned(requestsPerJob: 8))
    stage.tell(.restore([], durations: ["envelope": DurationHistories(whole: .tens)]))
    stage.create("7")
    for _ in 0..<6 {
      while stage.lines.isEmpty { stage.sleep() }
      stage.answerStatus("pending")
      #expect(stage.last?.interval ?? .zero >= .milliseconds(250))
    }
  }

  @Test func `an id that is denied is asked about soon, whatever its kind takes`() throws {
    var stage = try WatcherStage(poll: .learned(requestsPerJob: 8))
    let hour = JobDuration.exactly(.seconds(3600))
    stage.tell(
      .restore(
        [],
        durations: [
          "envelope": DurationHistories(whole: DurationHistory(repeatElement(hour, count: 20)))
        ]
      )
    )
    stage.create("7")
    stage.pass(.seconds(60))
    stage.answer(404, #"{"meta":{"message":"failed to find a job"},"payload":null}"#)
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /status/7"])
  }
}

extension DurationHistory {
  /// Twenty jobs of ten seconds.
  fileprivate static let tens = DurationHistory(
    repeatElement(.exactly(.seconds(10)), count: 20)
  )
}

extension WatcherStage {
  /// What was learned, in order.
  fileprivate var learned: [JobDuration] {
    journal.compactMap { entry in
      if case .duration(let duration, .whole, _, _, _) = entry { duration } else { nil }
    }
  }

  /// Creates job 7 on a server of ours.
  fileprivate mutating func begin() {
    tell(.create([Draft()], ticket: Ticket(value: 1)))
    keepNotes()
    answer(201, #"{"id":"7","status":"pending"}"#)
  }
}
