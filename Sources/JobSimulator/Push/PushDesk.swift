import JobModel
import JobProfile

/// Tells the listeners of one kind of push what changed, all of them in one pass.
///
/// ```
///  host ──change──────► wakes ─┐                       ┌─► every listener that stands there
///  a new listener ────► wakes ─┼─► changes after where ┼─► …
///  one can take more ─► wakes ─┘   listeners stand     └─► and later those that cannot take more
/// ```
protocol PushDesk: Actor {
  associatedtype Key: Hashable & Sendable
  nonisolated var announcer: Announcer { get }
  nonisolated var wakes: AsyncStream<SimulationHost.Wake> { get }
  nonisolated var waking: AsyncStream<SimulationHost.Wake>.Continuation { get }
  var listeners: [Key: Listener] { get set }
  /// The last revision that it has seen: who comes now hears what follows.
  var present: Int { get set }
  /// Whether a listener can take more now.
  func canTell(_ key: Key) -> Bool
  /// Says something to a listener.
  func tell(_ texts: [String], to key: Key)
  /// Shows listeners that the server lives, where nothing else does.
  func beat()
}

extension PushDesk {
  /// A new listener, of one job where that is named; `lastEventID` is the last revision that it heard
  /// earlier.
  func listener(to job: String? = nil, resuming lastEventID: Int? = nil) -> Listener {
    let dialect = announcer.dialect
    guard job == nil, !dialect.takesSubscriptions else {
      var listener = Listener(subscribingAfter: present, resumed: lastEventID)
      if let job { _ = listener.grant(.subscribe([JobID(job)])) }
      return listener
    }
    // A revision from before a restart of the server names nothing here: all is told again.
    let known = lastEventID.flatMap { $0 <= present ? $0 : nil }
    return Listener(
      after: known ?? (dialect.replays ? 0 : present),
      isBeginning: dialect.replays
    )
  }

  /// Tells changes until its task is cancelled.
  func tellChanges() async {
    present = announcer.host.subscribe(waking)
    for await wake in wakes {
      tellFresh()
      tellAll()
      if wake == .heartbeat { tellLate() }
    }
  }

  /// Where nothing happens, what waits to be overtaken is told, and that the server lives.
  private func tellLate() {
    guard !announcer.trouble().isMute else { return }
    for key in listeners.keys where canTell(key) {
      guard let late = listeners[key]?.takeLate(), !late.isEmpty else { continue }
      tell(late.map(\.text), to: key)
    }
    beat()
  }

  /// Has listeners told what they have not heard.
  nonisolated func poke() {
    waking.yield(.change)
  }

  private func tellFresh() {
    let trouble = announcer.trouble()
    guard !trouble.isMute else { return }
    for key in listeners.filter({ !$0.value.fresh.isEmpty }).keys where canTell(key) {
      var texts: [String] = []
      for id in listeners[key]?.takeFresh() ?? [] {
        let facts = announcer.facts(about: id)?.shifted(by: trouble.skew)
        if let text = answer(to: key, about: id, facts) { texts.append(text) }
      }
      if !texts.isEmpty { tell(texts, to: key) }
    }
  }

  private func answer(to key: Key, about id: JobID, _ facts: JobFacts?) -> String? {
    let dialect = announcer.dialect
    guard let facts else { return dialect.missing(id).map(announcer.spelling) }
    guard dialect.replays, dialect.tells(facts),
      let announcement = announcer.announcement(of: facts),
      listeners[key]?.take(announcement) == true
    else { return nil }
    return announcement.text
  }

  private func tellAll() {
    present = announcer.revision()
    let ready = listeners.keys.filter { canTell($0) }
    var isMoreToTell = false
    for (stand, keys) in Dictionary(grouping: ready, by: { listeners[$0]?.stand }) {
      guard let stand else { continue }
      let batch = announcer.batch(after: stand.known, isBeginning: stand.isBeginning)
      isMoreToTell = isMoreToTell || batch.isFull
      for key in keys {
        guard let told = listeners[key]?.take(batch), !told.isEmpty else { continue }
        tell(told.map(\.text), to: key)
      }
    }
    if isMoreToTell { poke() }
  }
}
