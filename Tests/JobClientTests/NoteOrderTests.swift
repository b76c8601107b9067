import JobModel
import Testing

@testable import JobClient

/// In which order notes go to the journal when it does not take them.
@Suite struct NoteOrderTests {
  private func entry(_ run: UInt64, _ state: JobState) -> JournalEntry {
    let job = Job(
      run: RunID(high: 1, low: run),
      server: "demo",
      jobID: nil,
      state: state,
      created: .epoch
    )
    return .update(JobUpdate(time: .epoch, source: .poll, job: job))
  }

  /// Takes a batch and tells what came of it; nothing where there is none to take.
  private func write(
    _ notes: inout Notes,
    failing: Bool,
    isLast: Bool = false
  ) -> [JournalEntry]? {
    guard let batch = notes.takeBatch(isLast: isLast) else { return nil }
    _ = notes.wrote(batch, failed: failing)
    return batch.entries
  }

  @Test func `what failed waits, and holds up nothing that is new`() {
    var notes = Notes()
    notes.add([entry(1, .pending)], nil)
    var written = [write(&notes, failing: true), write(&notes, failing: false)]
    notes.add([entry(2, .pending)], nil)
    written += [write(&notes, failing: false), write(&notes, failing: false)]
    notes.endRest()
    written.append(write(&notes, failing: false))
    #expect(
      written == [[entry(1, .pending)], nil, [entry(2, .pending)], nil, [entry(1, .pending)]]
    )
    #expect(notes.isEmpty)
  }

  @Test func `of a run only the latest waits, and nothing once it is outdated`() {
    var notes = Notes()
    notes.add([entry(1, .pending), entry(1, .running), entry(2, .pending)], nil)
    _ = write(&notes, failing: true)
    notes.add([entry(2, .completed)], nil)
    _ = write(&notes, failing: false)
    notes.endRest()
    let written = write(&notes, failing: false)
    #expect(written == [entry(1, .running)])
  }

  @Test func `time is counted once for each rest`() {
    var notes = Notes()
    notes.add([entry(1, .pending)], nil)
    var begun = [notes.beginsRest()]
    _ = write(&notes, failing: true)
    begun += [notes.beginsRest(), notes.beginsRest()]
    notes.endRest()
    _ = write(&notes, failing: true)
    begun.append(notes.beginsRest())
    #expect(begun == [false, true, false, true])
  }

  @Test func `at the end each is tried once more`() {
    var notes = Notes()
    notes.add([entry(1, .pending)], nil)
    _ = write(&notes, failing: true)
    let written = (1...2).map { _ in write(&notes, failing: true, isLast: true) }
    #expect(written == [[entry(1, .pending)], nil])
    #expect(notes.isEmpty)
  }
}
