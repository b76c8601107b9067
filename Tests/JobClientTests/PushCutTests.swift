import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// Push is cut for ten seconds in the middle of 200 jobs: all end, none twice, none is learned of later
/// than the staleness limit.
@Suite struct PushCutTests {
  private static let count = 200
  private static let staleness = Duration.seconds(60)

  private static let message = #"message: {id: "{id}", s: "{state}"}"#
  private static let kinds = [
    "sse: {path: /e, \(message)}",
    "sse: {path: /e, \(message), replay: true}",
    #"websocket: {path: /ws, \#(message), subscribe: {message: {sub: "{id}"}}}"#,
    #"websocket: {path: /ws, \#(message), subscribe: {message: {sub: "{id}"}}, replay: true}"#,
    "socketio: {event: message, \(message), replay: true}",
    #"socketio: {event: message, \#(message), subscribe: {event: sub, message: {id: "{id}"}}, sends: final}"#,
    #"longpoll: {request: "GET /jobs/{id}?long", holds: 30s}"#,
  ]

  @Test(arguments: kinds, [false, true])
  func `all jobs end, once, and in time`(push: String, withRequests: Bool) throws {
    var story = CutStory(
      stage: WatcherStage(
        try .pushing(push),
        poll: .standard,
        retry: RetryPolicy(),
        maximumInFlight: 16
      ),
      count: Self.count,
      replays: push.contains("replay"),
      cutsRequests: withRequests
    )
    try story.play(for: .seconds(180))
    #expect(story.delays.count == Self.count)
    #expect(story.ends == Self.count)
    #expect(try #require(story.delays.values.max()) <= Self.staleness)
    // A poll per job and second would be 12,000 by then.
    #expect(story.requests < 15 * Self.count)
    if !push.hasPrefix("longpoll") {
      // Once back it tells at once; most jobs end after the cut.
      #expect(story.delays.values.count { $0 < .seconds(1) } > Self.count / 2)
      #expect(story.longestAfterReturn <= .seconds(1))
      #expect(try #require(story.timeToReturn) <= .seconds(6))
    }
  }
}

/// A server of 200 jobs that end one after the other, whose pushes are cut from 20 s to 30 s on.
private struct CutStory {
  var stage: WatcherStage
  let count: Int
  let replays: Bool
  /// The whole server is away, not only what it tells by itself.
  let cutsRequests: Bool
  private let began: Timestamp
  private let lengths: [JobID: Duration]
  private(set) var delays: [JobID: Duration] = [:]
  /// Reports of a change to an end.
  private(set) var ends = 0
  private(set) var requests = 0
  private(set) var longestAfterReturn = Duration.zero
  private var held: [(number: RequestNumber, id: JobID, since: Timestamp, state: String)] = []
  private var openPush: Int?
  private var returned: Timestamp?
  private var told: Set<JobID> = []
  private var readReports = 0

  init(stage: WatcherStage, count: Int, replays: Bool, cutsRequests: Bool) {
    self.stage = stage
    self.count = count
    self.replays = replays
    self.cutsRequests = cutsRequests
    began = stage.now
    // From 5 s to 65 s.
    let ids = (1...count).map { JobID("\($0)") }
    lengths = Dictionary(
      uniqueKeysWithValues: ids.enumerated().map { ($1, .milliseconds(5_000 + 300 * $0)) }
    )
  }

  private var age: Duration { began.duration(to: stage.now) }
  /// From the end of the cut to the push that is back.
  var timeToReturn: Duration? {
    returned.map { began.advanced(by: .seconds(30)).duration(to: $0) }
  }

  private var isCut: Bool { age >= .seconds(20) && age < .seconds(30) }

  private func word(_ id: JobID) -> String {
    lengths[id].map { $0 <= age } ?? false ? "completed" : "running"
  }

  mutating func play(for time: Duration) throws {
    stage.tell(.track(lengths.keys.sorted { $0.rawValue < $1.rawValue }, ticket: nil))
    while age < time, delays.count < count {
      connect()
      tellEnds()
      answer()
      readReports(at: stage.now)
      stage.pass(.milliseconds(20))
    }
  }

  private mutating func connect() {
    if isCut, let push = stage.openPush {
      openPush = nil
      stage.openPush = nil
      stage.tell(.push(push, .ended(.broken("cut"), code: nil)))
    } else if let push = stage.openPush, push != openPush {
      openPush = push
      stage.tell(.push(push, .opened))
      if age >= .seconds(30) { returned = returned ?? stage.now }
      guard replays else { return }
      for id in lengths.keys { tell(id, on: push) }
    }
  }

  private mutating func tell(_ id: JobID, on push: Int) {
    stage.tell(.push(push, .message(.job(id.rawValue, word(id)))))
  }

  private mutating func tellEnds() {
    for (id, length) in lengths where length <= age && told.insert(id).inserted {
      if let openPush { tell(id, on: openPush) }
    }
  }

  private mutating func answer() {
    let isAway = isCut && cutsRequests
    let due = held.filter {
      isAway || word($0.id) != $0.state || $0.since.duration(to: stage.now) >= .seconds(30)
    }
    held.removeAll { request in due.contains { $0.number == request.number } }
    for request in due { reply(request.number, request.id, isAway) }
    let asked = stage.asked
    stage.asked = []
    for (number, request) in asked {
      requests += 1
      let path = request.target.split(separator: "?")[0]
      let id = JobID(String(path.split(separator: "/")[1]))
      if request.target.contains("?long"), !isAway, word(id) == "running" {
        held.append((number, id, stage.now, word(id)))
      } else {
        reply(number, id, isAway)
      }
    }
  }

  private mutating func reply(_ number: RequestNumber, _ id: JobID, _ isAway: Bool) {
    if isAway {
      stage.tell(.unanswered(number, .notConnected("connection refused")))
    } else {
      let body = Array(#"{"s":"\#(word(id))"}"#.utf8)
      stage.tell(.answered(number, WireAnswer(code: 200, headers: [:], body: body)))
    }
  }

  private mutating func readReports(at now: Timestamp) {
    for (update, isChange) in stage.reported[readReports...] where isChange && update.state.isFinal
    {
      guard let id = update.job.jobID, let length = lengths[id] else { continue }
      ends += 1
      let delay = length.distance(to: age)
      delays[id] = delay
      if let returned, began.advanced(by: length) > returned {
        longestAfterReturn = max(longestAfterReturn, delay)
      }
    }
    readReports = stage.reported.count
  }
}

extension Duration {
  fileprivate func distance(to other: Duration) -> Duration { other - self }
}
