import HTTPTypes
import JobClient
import JobModel
import JobProfile

/// A server in virtual time that lets 25 requests a minute through, as wire.md tells of one.
///
/// Its window begins with the first request that counts, or, where it does not tell, when it likes.
struct LimitedServer {
  /// Whether answers tell what is left, and until when.
  var tells = true
  /// How long a job takes.
  var duration = Duration.seconds(5)
  /// Requests that were one too many.
  private(set) var refusals = 0
  /// Requests that were let through, by windows.
  private(set) var windows: [Int] = []
  private var ends = Timestamp.epoch
  private var created: [Timestamp] = []
  private var answers: [(at: Timestamp, number: RequestNumber, answer: WireAnswer)] = []

  private static let limit = 25
  private static let window = Duration.seconds(60)
  private static let latency = Duration.milliseconds(20)

  init(tells: Bool = true, duration: Duration = .seconds(5)) {
    self.tells = tells
    self.duration = duration
  }

  /// How many requests counted, those that were refused included.
  var requests: Int { windows.reduce(0, +) + refusals }

  /// Plays until that instant, or until everyone is satisfied.
  mutating func serve(
    _ stage: inout WatcherStage,
    for time: Duration,
    until isOver: (WatcherStage) -> Bool = { _ in false }
  ) {
    let end = stage.now.advanced(by: time)
    while !isOver(stage) {
      for (number, request) in stage.asked { take(number, request, at: stage.now) }
      stage.asked = []
      let next = (answers.map(\.at) + stage.wakes.filter { $0 > stage.now }).min()
      guard let next, next <= end else { break }
      stage.pass(stage.now.duration(to: next))
      for due in answers.filter({ $0.at <= next }) {
        stage.tell(.answered(due.number, due.answer))
      }
      answers.removeAll { $0.at <= next }
    }
    if !isOver(stage) { stage.now = end }
  }

  private mutating func take(_ number: RequestNumber, _ request: WireRequest, at now: Timestamp) {
    if ends <= now {
      ends = now.advanced(by: Self.window)
      windows.append(0)
    }
    guard windows[windows.count - 1] < Self.limit else {
      refusals += 1
      let body = #"{"error":"Rate limit exceeded: 25 per 1 minute"}"#
      return answer(number, 429, body, after: .zero, now)
    }
    windows[windows.count - 1] += 1
    if request.method == .post {
      created.append(now)
      answer(
        number,
        200,
        #"{"job_id":"\#(created.count - 1)","status":"pending"}"#,
        after: .zero,
        now
      )
    } else {
      answerStatus(number, request, now)
    }
  }

  private mutating func answerStatus(
    _ number: RequestNumber,
    _ request: WireRequest,
    _ now: Timestamp
  ) {
    let id = request.target.drop { $0 != "=" }.dropFirst().prefix { $0 != "&" }
    guard let job = Int(id), created.indices.contains(job) else {
      return answer(number, 404, #"{"detail":"Task not found"}"#, after: .zero, now, isBare: true)
    }
    let rest = max(.zero, now.duration(to: created[job].advanced(by: duration)))
    let hold = request.target.hasSuffix("mode=long") ? min(rest, .seconds(5)) : .zero
    let word = rest <= hold ? "completed" : "pending"
    answer(number, 200, #"{"result":"\#(word)"}"#, after: hold, now)
  }

  private mutating func answer(
    _ number: RequestNumber,
    _ code: Int,
    _ body: String,
    after hold: Duration,
    _ now: Timestamp,
    isBare: Bool = false
  ) {
    var headers: HTTPFields = [:]
    if tells, !isBare {
      let rest = now.duration(to: ends).inSeconds
      let fields = [
        "X-RateLimit-Limit": "25",
        "X-RateLimit-Remaining": String(Self.limit - windows[windows.count - 1]),
        "X-RateLimit-Reset": String(Timestamp.epoch.duration(to: ends).inSeconds),
        "Retry-After": String(Int(rest)),
      ]
      for (name, value) in fields {
        if let name = HTTPField.Name(name) { headers[name] = value }
      }
    }
    let answer = WireAnswer(code: code, headers: headers, body: Array(body.utf8))
    answers.append((now.advanced(by: Self.latency + hold), number, answer))
  }
}
