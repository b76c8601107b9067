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
}
