import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

@testable import JobClient

/// Very many jobs were kept: some are shown before all have been read.
@Suite(.timeLimit(.minutes(3)))
struct GlimpseTests {
  @Test func `some are shown while the others are read, and it is said that these are not all`()
    async throws
  {
    let (gate, opener) = AsyncStream.makeStream(of: Never.self)
    let kept = (1...700).map { Job.sample(UInt64($0), state: .completed) }
    let client = try JobClient(
      profile: #require(Profile.builtIn("envelope")),
      url: "http://127.0.0.1:1",
      journal: GatedJournal(gate: gate, glimpse: kept)
    )
    var shown = Set<RunID>()
    var isSaidToBePart = false
    for await report in client.reports() {
      switch report {
      case .status(let status): isSaidToBePart = status.isListCapped
      case .updates(let updates):
        #expect(updates.allSatisfy { $0.source == .store })
        shown.formUnion(updates.map(\.job.run))
      case .outlook, .forgotten, .exchanges, .log, .warning: break
      }
      if shown.count == 500, isSaidToBePart { opener.finish() }
      if shown.count == 700, !isSaidToBePart { break }
    }
    #expect(shown == Set(kept.map(\.run)))
    await client.close()
  }

  @Test func `who listens while it is still read hears how the server stands`() async throws {
    let (gate, opener) = AsyncStream.makeStream(of: Never.self)
    let (told, teller) = AsyncStream.makeStream(of: Never.self)
    let client = try JobClient(
      profile: #require(Profile.builtIn("envelope")),
      url: "http://127.0.0.1:1",
      options: WatchOptions().sharingAsking(),
      journal: SharedGatedJournal(gated: GatedJournal(gate: gate), lease: ToldLease(teller))
    )
    // The turn has come, and with it the first word on the server.
    for await _ in told {}
    let reports = client.reports()
    opener.finish()
    var links: [ServerStatus.Link] = []
    for await case .status(let status) in reports {
      links.append(status.link)
      break
    }
    #expect(links == [.idle])
    await client.close()
  }
}

/// A lease that tells when the turn that it gave has been taken.
private struct ToldLease: AskingLease {
  private let teller: AsyncStream<Never>.Continuation

  init(_ teller: AsyncStream<Never>.Continuation) {
    self.teller = teller
  }

  func bid(_ bid: LeaseBid) async {}

  func turns() -> AsyncStream<LeaseTurn> {
    let once = Once()
    return AsyncStream {
      if once.isFirst() { return .alone }
      teller.finish()
      return nil
    }
  }

  func end() async {}
}

/// Says once that it is the first time.
private final class Once: Sendable {
  private let flag = Atomic(true)

  func isFirst() -> Bool { flag.exchange(false, ordering: .relaxed) }
}

/// A journal that is shared, and whose jobs are behind a gate.
private struct SharedGatedJournal: SharedJournal {
  let gated: GatedJournal
  let lease: ToldLease

  func lease(of server: String, manner: String, bidding bid: LeaseBid) -> any AskingLease { lease }

  func jobs(of server: String, atMost limit: Int?) async throws(JobFailure) -> [Job] {
    try await gated.jobs(of: server, atMost: limit)
  }

  func record(_ entries: [JournalEntry]) async throws(JobFailure) {}
  func forgotten(by server: String) async throws(JobFailure) -> [JobID: Timestamp] { [:] }
  func durations(of server: String) async throws(JobFailure) -> [String: DurationHistory] { [:] }
  func reserve(_ count: Int, of server: String) async -> Int? { nil }
  func changes(of server: String) -> AsyncStream<[Job]> { AsyncStream { $0.finish() } }
}
