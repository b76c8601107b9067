import DequeModule
import JobModel

/// What went to and fro with a server lately, by the jobs that it was about.
///
/// It is small whatever the number of jobs: `total` notes in all, `perJob` of one job, a list is
/// noted once for all jobs, and bodies are kept of the last few answers. What is known of the run that
/// is looked at stays until another one is.
struct ExchangeBook: Sendable {
  /// The run that is looked at closely.
  var inspected: RunID? { didSet { isNews = true } }
  /// Something was noted that concerns it, and was not told yet.
  var isNews = false
  /// What was told last.
  var told: JobExchanges?

  private var notes: [RunID: Deque<Note>] = [:]
  /// Every note, the oldest first; those that are gone already are passed over.
  private var order: Deque<(run: RunID, number: Int)> = []
  private var lists: Deque<Exchange> = []
  private var answers: Deque<(run: RunID, answer: Answer)> = []
  private var lastNumber = 0

  static let perJob = 50
  static let total = 4_000
  private static let keptAnswers = 64
  /// Bytes that are kept of an answer, and of one about the job that is looked at.
  private static let keptBytes = 16 << 10
  private static let inspectedBytes = 64 << 10

  private struct Note: Sendable {
    var number: Int
    var exchange: Exchange
  }

  /// An answer about one job.
  struct Answer: Sendable {
    var time: Timestamp
    var code: Int
    var length: Int
    var body: [UInt8]
  }

  /// How many notes there are.
  var count: Int { notes.values.reduce(lists.count) { $0 + $1.count } }

  mutating func note(_ exchange: Exchange, about run: RunID) {
    lastNumber += 1
    let note = Note(number: lastNumber, exchange: exchange)
    notes[run, default: []].append(note)
    if notes[run]?.count ?? 0 > Self.perJob { notes[run]?.removeFirst() }
    order.append((run, lastNumber))
    if run == inspected { isNews = true }
    while order.count > Self.total { dropOldest() }
  }

  mutating func noteList(_ exchange: Exchange) {
    if lists.count == Self.perJob { lists.removeFirst() }
    lists.append(exchange)
    isNews = true
  }

  mutating func note(_ code: Int, _ body: [UInt8], about run: RunID, at now: Timestamp) {
    answers.removeAll { $0.run == run }
    if answers.count == Self.keptAnswers { answers.removeFirst() }
    // A copy, so that no part of it keeps a whole megabyte.
    let most = run == inspected ? Self.inspectedBytes : Self.keptBytes
    let kept = Array(body.prefix(most))
    answers.append((run, Answer(time: now, code: code, length: body.count, body: kept)))
    if run == inspected { isNews = true }
  }

  mutating func forget(_ run: RunID) {
    notes[run] = nil
    answers.removeAll { $0.run == run }
  }

  /// What was about a job, the oldest first, lists from its creation to the one that told its end.
  func exchanges(about run: RunID, from begin: Timestamp, to end: Timestamp?) -> [Exchange] {
    let own = notes[run]?.map(\.exchange) ?? []
    var shared = lists.filter { $0.time >= begin }
    if let end {
      let late = shared.firstIndex { $0.time >= end }.map { $0 + 1 } ?? shared.count
      shared.removeLast(shared.count - late)
    }
    return (own + shared).sorted { $0.time < $1.time }.suffix(Self.perJob)
  }

  /// The last answer about that job alone, if it is still kept.
  func answer(about run: RunID) -> Answer? {
    answers.last { $0.run == run }?.answer
  }

  private mutating func dropOldest() {
    guard let (run, number) = order.popFirst(), run != inspected else { return }
    guard let first = notes[run]?.first, first.number <= number else { return }
    notes[run]?.removeFirst()
    if notes[run]?.isEmpty == true { notes[run] = nil }
  }
}
