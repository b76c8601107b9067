import JobClient
import JobModel

/// What survives a restart.
extension Saboteur {
  mutating func entries(insteadOf entries: [JournalEntry]) -> [JournalEntry] {
    guard mistake == .notesNoEnds else { return entries }
    return entries.filter { entry in
      if case .update(let update) = entry { !update.state.isFinal } else { true }
    }
  }

  mutating func change(_ kept: inout Kept, _ dice: inout Dice) {
    guard mistake == .forgetsJobs else { return }
    kept.jobs = kept.jobs.filter { _ in !dice.falls(0.3) }
  }
}
