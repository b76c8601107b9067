import HTTPTypes
import JobModel
import JobProfile
import Testing

@testable import JobClient

/// How old a job is must not depend on the clock of its server.
@Suite struct ServerClockTests {
  private let now = Timestamp(seconds: 1_000_000)

  private func facts(created: Timestamp, updated: Timestamp? = nil) -> JobFacts {
    var facts = JobFacts(jobID: "7")
    facts.created = created
    facts.updated = updated
    return facts
  }

  @Test(arguments: [420, -7200, 3])
  func `a Date tells how far its clock is`(seconds: Int) {
    var clock = ServerClock()
    let skew = Duration.seconds(seconds)
    clock.learn(date: now.advanced(by: skew), askedAt: now, at: now)
    #expect(abs(clock.offset.inSeconds - skew.inSeconds) <= 0.5)
    let created = now.advanced(by: skew - .seconds(60))
    let age = clock.ours(created).duration(to: now)
    #expect(abs(age.inSeconds - 60) <= 0.5)
  }

  @Test(arguments: [-2, -1, 0, 1])
  func `what rounding and the way may take is no difference`(seconds: Int) {
    var clock = ServerClock()
    clock.learn(date: now.advanced(by: .seconds(seconds)), askedAt: now, at: now)
    #expect(clock.offset == .zero)
  }

  @Test func `the same clock read again does not move what is known`() {
    var clock = ServerClock()
    clock.learn(date: now.advanced(by: .seconds(420)), askedAt: now, at: now)
    let first = clock.offset
    for second in 1...100 {
      let later = now.advanced(by: .milliseconds(second * 1_370))
      let date = Timestamp(seconds: later.seconds.rounded(.down)).advanced(by: .seconds(420))
      clock.learn(date: date, askedAt: later.advanced(by: .milliseconds(-90)), at: later)
      #expect(clock.offset == first)
    }
  }

  @Test func `nothing that has happened lies in the future`() {
    var clock = ServerClock()
    clock.learn(date: now, askedAt: now, at: now)
    let ahead = now.advanced(by: .seconds(420))
    clock.learn(from: facts(created: now.advanced(by: .seconds(120)), updated: ahead), at: now)
    #expect(clock.offset == .seconds(420))
    #expect(clock.ours(facts(created: ahead)).created == now)
    // A proxy that writes the date by its own clock does not take that back.
    clock.learn(date: now, askedAt: now, at: now)
    #expect(clock.offset == .seconds(420))
  }

  @Test func `no job of ours was created before we asked for it`() {
    var clock = ServerClock()
    let created = now.advanced(by: .seconds(-7200))
    clock.learn(creation: created, notBefore: now, at: now)
    #expect(clock.ours(created) == now)
  }

  @Test func `a clock that is set is followed`() {
    var clock = ServerClock()
    clock.learn(from: facts(created: now.advanced(by: .seconds(420))), at: now)
    clock.learn(date: now.advanced(by: .seconds(-3600)), askedAt: now, at: now)
    #expect(abs(clock.offset.inSeconds + 3600) <= 0.5)
  }

  // MARK: in the watcher

  private func list(_ created: String) -> String {
    #"{"jobs":[{"id":"7","status":"running","created_at":"\#(created)"}]}"#
  }

  @Test(arguments: [
    // 1970-01-12T13:46:40Z is the instant at which a stage begins; the job is a minute old.
    ("Mon, 12 Jan 1970 13:46:40 GMT", "1970-01-12T13:45:40Z"),
    ("Mon, 12 Jan 1970 13:53:40 GMT", "1970-01-12T13:52:40Z"),
    ("Mon, 12 Jan 1970 11:46:40 GMT", "1970-01-12T11:45:40Z"),
  ])
  func `a job is a minute old whatever the clock of its server says`(
    date: String,
    created: String
  ) throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    stage.answer(200, list(created), headers: [.date: date])
    let age = try #require(stage.last).created.duration(to: stage.now)
    #expect(abs(age.inSeconds - 60) <= 0.5)
    let first = stage.last?.created
    stage.pass(.seconds(10))
    while !stage.lines.isEmpty {
      let body = #"{"id":"7","status":"running","created_at":"\#(created)"}"#
      stage.lines[0].hasPrefix("GET /v1/jobs?")
        ? stage.answer(200, list(created)) : stage.answer(200, body)
    }
    #expect(stage.last?.created == first)
    #expect(stage.changes == [.running])
  }

  @Test func `a job of ours is new when it is created, by whatever clock`() throws {
    for created in ["1970-01-12T13:53:40Z", "1970-01-12T11:46:40Z"] {
      var stage = try WatcherStage("jobtop")
      stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
      stage.keepNotes()
      stage.answer(201, #"{"id":"7","status":"pending","created_at":"\#(created)"}"#)
      #expect(stage.last?.created == stage.now)
    }
  }
}
