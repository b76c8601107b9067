import JobModel
import JobProfile
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
    let client = try JobClient(
      profile: #require(Profile.builtIn("envelope")),
      url: "http://127.0.0.1:1",
      journal: GatedJournal(gate: gate)
    )
    // The first word on the server is said before anybody listens.
    client.tell(.viewing([]))
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
