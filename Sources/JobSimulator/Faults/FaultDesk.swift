import JobModel
import JobProfile
import Synchronization

/// The one owner of a server's faults: counts the requests that they are drawn for.
///
/// Every request asks it: a lock costs that nothing, a turn of an actor would.
final class FaultDesk: Sendable {
  private let state: Mutex<State>
  private let clock: any JobClock

  private struct State {
    var plan: FaultPlan
    var requests = 0
    var cache = AnswerCache()
  }

  init(_ plan: FaultPlan, clock: any JobClock) {
    state = Mutex(State(plan: plan))
    self.clock = clock
  }

  /// What happens to the next request.
  func treatment(for target: FaultTarget?) -> RequestTreatment {
    let now = clock.now
    return state.withLock { state in
      state.requests += 1
      return state.plan.treatment(request: state.requests, for: target, at: now)
    }
  }

  /// Lets the next request pass where no fault holds.
  /// - Returns: Whether it did; otherwise the request does not count yet.
  func passCalmly() -> Bool {
    state.withLock { state in
      guard state.plan.entries.isEmpty else { return false }
      state.requests += 1
      return true
    }
  }

  /// Whether the next request for a stream gets one; it counts when it is answered.
  func admitsPush() -> Bool {
    let now = clock.now
    return state.withLock { state in
      state.plan.treatment(request: state.requests + 1, for: .push, at: now).outcome == .answer
    }
  }

  /// What happens to what is pushed now.
  func trouble() -> PushTrouble {
    let now = clock.now
    return state.withLock { $0.plan.trouble(at: now) }
  }

  /// An answer that was given less than `age` ago, or else a new one.
  func answer(
    to target: String,
    youngerThan age: Duration,
    _ make: () async -> WireAnswer
  ) async -> WireAnswer {
    let now = clock.now
    let known = state.withLock { $0.cache.answer(to: target, youngerThan: age, at: now) }
    if let known { return known }
    let answer = await make()
    let then = clock.now
    state.withLock { $0.cache.keep(answer, for: target, at: then) }
    return answer
  }

  /// The rules that hold, in their order.
  var rules: [FaultRule] { state.withLock { $0.plan.entries.map(\.rule) } }

  /// Lets rules hold from now on; gives the instants at which all is to be forgotten.
  func add(_ rules: [FaultRule]) -> [Timestamp] {
    let now = clock.now
    return state.withLock { $0.plan.add(rules, since: now) }
  }

  /// Takes all rules away.
  func clear() {
    state.withLock { $0.plan.clear() }
  }
}
