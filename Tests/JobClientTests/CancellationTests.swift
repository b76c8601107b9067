import JobModel
import JobProfile
import TestSupport
import Testing

@testable import JobClient

/// Whoever does not wait any longer is let go, whenever that comes.
@Suite(.timeLimit(.minutes(3)))
struct CancellationTests {
  /// Waits in a task that is cancelled already.
  private func cancelledWait(on client: JobClient) async -> JobFailure? {
    let waiting = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      do throws(JobFailure) {
        _ = try await client.waitForCompletion(of: "7", within: nil)
        return nil as JobFailure?
      } catch {
        return error
      }
    }
    return await waiting.value
  }

  @Test func `a wait that was cancelled before it began ends`() async throws {
    let client = try JobClient(
      profile: #require(Profile.builtIn("envelope")),
      url: "http://127.0.0.1:1"
    )
    #expect(await cancelledWait(on: client) == .cancelled)
    await client.close()
  }

  @Test func `a wait that is cancelled while the journal is read ends`() async throws {
    let (gate, opener) = AsyncStream.makeStream(of: Never.self)
    let client = try JobClient(
      profile: #require(Profile.builtIn("envelope")),
      url: "http://127.0.0.1:1",
      journal: GatedJournal(gate: gate)
    )
    let waiting = Task { () async -> JobFailure? in
      do throws(JobFailure) {
        _ = try await client.waitForCompletion(of: "7", within: nil)
        return nil
      } catch {
        return error
      }
    }
    await Task.yield()
    waiting.cancel()
    #expect(await waiting.value == .cancelled)
    opener.finish()
    await client.close()
  }
}

/// A journal that answers only when its gate is opened, but for a glimpse of what it keeps.
struct GatedJournal: Journal {
  let gate: AsyncStream<Never>

  var glimpse: [Job] = []

  func jobs(of server: String, atMost limit: Int?) async throws(JobFailure) -> [Job] {
    if let limit, !glimpse.isEmpty { return Array(glimpse.prefix(limit)) }
    for await _ in gate {}
    return glimpse
  }

  func record(_ entries: [JournalEntry]) async throws(JobFailure) {}
  func forgotten(by server: String) async throws(JobFailure) -> [JobID: Timestamp] { [:] }
  func durations(of server: String) async throws(JobFailure) -> [String: DurationHistories] { [:] }
  func reserve(_ count: Int, of server: String) async -> Int? { nil }
  func changes(of server: String) -> AsyncStream<JournalChanges> { AsyncStream { $0.finish() } }
}
