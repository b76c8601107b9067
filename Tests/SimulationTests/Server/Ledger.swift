import JobModel

/// What a server has really done: the truth that a client is measured by.
struct Ledger: Sendable {
  /// Every life of every job, in order of their creation.
  private(set) var lives: [Life] = []
  private var byID: [JobID: [Int]] = [:]
  private var byLabel: [String: [Int]] = [:]
  /// How often the server has said that it has no job of that id.
  private(set) var denials: [JobID: Int] = [:]
  /// Ids of which it has said, in an answer to a request, how their life ended.
  private(set) var endsTold: [JobID: Set<JobState>] = [:]
  /// Lives of which it has said, in an answer to a request, that they go on.
  private(set) var seenAlive: Set<Int> = []

  mutating func add(_ life: Life) {
    lives.append(life)
    byID[life.id, default: []].append(life.number)
    if let label = life.label { byLabel[label, default: []].append(life.number) }
  }

  subscript(number: Int) -> Life {
    get { lives[number] }
    set { lives[number] = newValue }
  }

  func lives(of id: JobID) -> [Life] { (byID[id] ?? []).map { lives[$0] } }

  func lives(of label: String) -> [Life] { (byLabel[label] ?? []).map { lives[$0] } }

  var labels: [String] { byLabel.keys.sorted() }

  mutating func noteDenial(of id: JobID) { denials[id, default: 0] += 1 }

  mutating func noteAlive(_ number: Int) { seenAlive.insert(number) }

  mutating func noteTold(_ state: JobState, of id: JobID) {
    if state.isFinal { endsTold[id, default: []].insert(state) }
  }
}
