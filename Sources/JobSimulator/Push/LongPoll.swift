import HTTPTypes
import JobModel
import JobProfile

/// A status request that is held until the job's state is another one, or the hold is over.
///
/// ```
///  request ─► subscribes ─┬─ final or unknown: at once ─┐
///                         ├─ a change ─► another state ─┼─► status, as ever
///                         └─ the hold is over, or the   │
///                            client or the server goes ─┘
/// ```
struct LongPoll: Sendable {
  private let desk: OperationDesk
  private let clock: any JobClock
  private let values: [String: JSON]
  private let hold: Duration
  private let wakes: AsyncStream<SimulationHost.Wake>
  private let continuation: AsyncStream<SimulationHost.Wake>.Continuation

  /// `holds` among the values is what the client asks for, in seconds.
  init(desk: OperationDesk, clock: any JobClock, values: [String: JSON]) {
    self.desk = desk
    self.clock = clock
    self.values = values
    let longest = desk.profile.longestHold ?? .zero
    let asked = values["holds"]?.double.map { Duration.seconds(min(max(0, $0), 3600)) }
    hold = min(asked ?? longest, longest)
    (wakes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  var held: HeldAnswer {
    HeldAnswer(wait: answer, release: { continuation.finish() })
  }

  private func answer() async -> WireAnswer {
    _ = desk.host.subscribe(continuation)
    await withDiscardingTaskGroup { group in
      group.addTask {
        try? await clock.sleep(for: hold)
        continuation.finish()
      }
      await untilStateChanges()
      group.cancelAll()
    }
    continuation.finish()
    return await desk.answer(to: .status, values: values)
  }

  private func untilStateChanges() async {
    let id = JobID(values["id"]?.text ?? "")
    var first: JobState?
    for await _ in wakes {
      let state = desk.host.perform { simulation, now in
        simulation[id]?.moment(at: now).state
      }
      guard let state, !state.isFinal, desk.profile.spellsAlike(state, first ?? state) else {
        return
      }
      first = first ?? state
    }
  }
}
