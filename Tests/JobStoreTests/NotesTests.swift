import JobModel
import JobStore
import Testing

struct NotesTests {
  @Test func `a note is kept under its name, the last one counts`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    #expect(try await store.note("dashboard") == nil)
    try await store.keep("one", as: "dashboard")
    try await store.keep("two", as: "dashboard")
    try await store.keep("other", as: "else")
    #expect(try await store.note("dashboard") == "two")
  }
}
