import HTTPTypes
import JobClient
import JobModel
import JobProfile

/// What the watcher hears.
extension Saboteur {
  mutating func events(
    insteadOf event: WatcherEvent,
    at now: Timestamp,
    _ dice: inout Dice
  ) -> [WatcherEvent] {
    noteEvent(at: now)
    switch event {
    case .answered(let number, let answer):
      return answered(number, answer, &dice).map { [$0] } ?? []
    case .unanswered(let number, let failure): return [unanswered(number, failure)]
    case .control(let operation, let run, _, let ticket) where mistake == .cancelsBlindly:
      return [.control(operation, run, ticket: ticket)]
    case .foreign where mistake == .ignoresNotes: return []
    case .turn(.theirs, _) where mistake == .asksOutOfTurn: return [.turn(.alone)]
    case .turn(.ours(let wishes), _) where mistake == .dropsBorrowed: drop(besides: wishes.jobs)
    case .woke where mistake == .losesWakeUps && dice.falls(0.3): return []
    case .push(_, .opened): leavesOut = mistake == .leavesGap
    case .push(_, .message(let frame)): leavesOut = mistake == .trustsPush && tellsEnd(frame)
    default: break
    }
    return [event]
  }

  private mutating func answered(
    _ number: RequestNumber,
    _ answer: WireAnswer,
    _ dice: inout Dice
  ) -> WatcherEvent? {
    creating.remove(number)
    let request = asked.removeValue(forKey: number)
    defer { if let request, answer.code == 200 { answers[request] = answer } }
    switch mistake {
    case .losesAnswers where dice.falls(0.05): return nil
    case .mixesAnswers where request != nil && dice.falls(0.2):
      let others = answers.filter { $0.key != request }.sorted { $0.key.target < $1.key.target }
      return .answered(number, dice.pick(others)?.value ?? answer)
    case .ignoresRetryAfter:
      var answer = answer
      answer.headers[.retryAfter] = nil
      return .answered(number, answer)
    case .ignoresQuota:
      var answer = answer
      answer.headers = [:]
      return .answered(number, answer)
    case .neverCloses where hasOpened && answer.code < 500 && answer.code != 429:
      return .unanswered(number, .timedOut(.seconds(10)))
    case .ignoresBreaker where answer.code == 429 || answer.code >= 500:
      failed = request
      return .answered(number, answer)
    default: return .answered(number, answer)
    }
  }

  private func tellsEnd(_ frame: PushFrame) -> Bool {
    dialect.profile.pushKinds.contains { kind in
      guard case .facts(let facts) = dialect.profile.read(frame, from: kind) else { return false }
      return facts.state?.state.isFinal == true
    }
  }

  private mutating func unanswered(
    _ number: RequestNumber,
    _ failure: TransportFailure
  ) -> WatcherEvent {
    let isCreate = creating.remove(number) != nil
    let request = asked.removeValue(forKey: number)
    if mistake == .ignoresBreaker { failed = request }
    guard isCreate, mistake == .takesTimeoutsForUnsent else { return .unanswered(number, failure) }
    return .unanswered(number, .notConnected("no answer"))
  }
}
