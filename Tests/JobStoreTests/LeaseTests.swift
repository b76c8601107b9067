import Foundation
import JobModel
import JobStore
import Testing

/// Which of several processes asks a server.
///
/// Locks belong to open files, so that two leases of one
/// test are as good as two processes.
@Suite struct LeaseTests {
  /// What a test has at hand: leases on one store, and the time.
  private struct Stage {
    let store: String
    let clock = HandClock()
    var now: Timestamp { clock.now }

    func lease(_ reach: LeaseBid.Reach = .all, manner: String = "") -> ServerLease {
      let folder = LeaseFolder(ofStore: store, server: "http://a/b", manner: manner)
      return ServerLease(folder: folder, bid: LeaseBid(reach: reach), clock: clock)
    }

    /// Lets a second pass that these processes see.
    func second(_ leases: ServerLease...) async {
      clock.advance(by: .seconds(1))
      for lease in leases { _ = await lease.look(at: now) }
    }
  }

  private func withStage(_ body: (Stage) async throws -> Void) async throws {
    try await withFolder { try await body(Stage(store: $0 + "/jobs.sqlite")) }
  }

  private static let status = ServerStatus(server: "a", link: .poll(every: .seconds(2)))

  @Test func `who is alone asks at once`() async throws {
    try await withStage { stage in
      #expect(await stage.lease().look(at: stage.now) == .alone)
    }
  }

  @Test func `who reads asks for himself when the folder is taken away`() async throws {
    try await withStage { stage in
      let (first, second) = (stage.lease(), stage.lease())
      _ = await first.look(at: stage.now)
      _ = await second.look(at: stage.now)
      try FileManager.default.removeItem(atPath: stage.store + ".lease")

      await stage.second(first, second)
      #expect(await first.look(at: stage.now) == .alone)
      #expect(await second.look(at: stage.now) == .alone)
    }
  }

  @Test func `the second reads until the first has ended`() async throws {
    try await withStage { stage in
      let (first, second) = (stage.lease(), stage.lease())
      _ = await first.look(at: stage.now)

      #expect(await second.look(at: stage.now) == .theirs(nil))

      await first.end()
      #expect(await second.look(at: stage.now) == .alone)
    }
  }

  @Test func `what a process that died has left behind is in nobody's way`() async throws {
    try await withStage { stage in
      let lease = stage.lease()
      _ = await lease.look(at: stage.now)
      await lease.end()
      let folder = stage.store + ".lease/http%3A%2F%2Fa%2Fb"
      let bid = folder + "/dead.bid"
      try Data(#"{"reach":2,"jobs":["1"]}"#.utf8).write(to: URL(filePath: bid))
      try Data().write(to: URL(filePath: folder + "/asks"))

      #expect(await stage.lease().look(at: stage.now) == .alone)
      #expect(!FileManager.default.fileExists(atPath: bid))
    }
  }

  @Test func `a dashboard goes before a command`() async throws {
    try await withStage { stage in
      let (command, dashboard) = (stage.lease(.named), stage.lease(.all))
      #expect(await command.look(at: stage.now) == .alone)
      _ = await dashboard.look(at: stage.now)
      await stage.second(command)

      #expect(await command.look(at: stage.now) == .theirs(nil))
      #expect(await dashboard.look(at: stage.now) == .ours(LeaseBid(reach: .named)))
    }
  }

  @Test func `whoever is refused by the server leaves the turn to others`() async throws {
    try await withStage { stage in
      let (first, second) = (stage.lease(), stage.lease())
      _ = await first.look(at: stage.now)
      _ = await second.look(at: stage.now)
      await first.bid(LeaseBid(reach: .none))

      #expect(await first.look(at: stage.now) == .theirs(nil))
      #expect(await second.look(at: stage.now) == .ours(LeaseBid(reach: .none)))
    }
  }

  @Test func `whoever asks hears what the others want, and tells them how the server is`()
    async throws
  {
    try await withStage { stage in
      let (first, second, third) = (stage.lease(.named), stage.lease(.named), stage.lease(.named))
      for lease in [first, second, third] { _ = await lease.look(at: stage.now) }
      await first.bid(LeaseBid(reach: .named, status: Self.status))
      await second.bid(LeaseBid(reach: .named, jobs: ["1"], viewed: ["1"]))
      await third.bid(LeaseBid(reach: .named, jobs: ["2"]))
      await stage.second(first, second, third)

      let wishes = LeaseBid(reach: .named, jobs: ["1", "2"], viewed: ["1"])
      #expect(await first.look(at: stage.now) == .ours(wishes))
      #expect(await second.look(at: stage.now) == .theirs(Self.status))
      await third.end()
      let fewer = LeaseBid(reach: .named, jobs: ["1"], viewed: ["1"])
      #expect(await first.look(at: stage.now) == .ours(fewer))
    }
  }

  @Test func `a process that is stopped is overtaken within five seconds, and reads from then on`()
    async throws
  {
    try await withStage { stage in
      let (stopped, other) = (stage.lease(), stage.lease())
      _ = await stopped.look(at: stage.now)
      await stopped.bid(LeaseBid(reach: .all, status: Self.status))
      _ = await other.look(at: stage.now)
      await stage.second(stopped, other)
      for _ in 1...3 {
        await stage.second(other)
        #expect(await other.look(at: stage.now) == .theirs(Self.status))
      }

      await stage.second(other)
      await stage.second(other)

      #expect(await other.look(at: stage.now) == .ours(LeaseBid(reach: .all)))
      #expect(await stopped.look(at: stage.now) == .theirs(nil))
      #expect(await other.look(at: stage.now) == .ours(LeaseBid(reach: .all)))
    }
  }

  @Test func `who comes back to ask for more does not keep the others waiting`() async throws {
    try await withStage { stage in
      let (dashboard, command, other) = (stage.lease(), stage.lease(.named), stage.lease(.named))
      _ = await dashboard.look(at: stage.now)
      await dashboard.bid(LeaseBid(reach: .all, status: Self.status))
      await stage.second(dashboard, command)
      await stage.second(dashboard, command)
      // The dashboard is stopped, and a command asks in its place.
      for _ in 1...5 { await stage.second(command) }
      await command.bid(LeaseBid(reach: .named, status: Self.status))
      await stage.second(command, other)
      await stage.second(command, other)
      // That one is stopped too; the dashboard goes on when it is about to be overtaken.
      for _ in 1...3 { await stage.second(other) }
      await stage.second(dashboard, other)

      stage.clock.advance(by: .seconds(1))
      #expect(await dashboard.look(at: stage.now) == .theirs(Self.status))
      #expect(await other.look(at: stage.now) == .ours(LeaseBid(reach: .all)))
      for _ in 1...2 { await stage.second(dashboard, other) }
      #expect(await dashboard.look(at: stage.now) == .ours(LeaseBid(reach: .named)))
    }
  }

  @Test func `a machine that slept has stopped nobody`() async throws {
    try await withStage { stage in
      let (first, second) = (stage.lease(), stage.lease())
      _ = await first.look(at: stage.now)
      await first.bid(LeaseBid(reach: .all, status: Self.status))
      _ = await second.look(at: stage.now)
      await stage.second(first, second)

      stage.clock.advance(by: .seconds(3600))

      #expect(await second.look(at: stage.now) == .theirs(Self.status))
    }
  }

  @Test func `who is to ask in another manner asks for itself`() async throws {
    try await withStage { stage in
      _ = await stage.lease().look(at: stage.now)
      #expect(await stage.lease(manner: "fixed 1 s").look(at: stage.now) == .alone)
    }
  }

  @Test func `where no folder can be made each asks for itself`() async throws {
    try await withStage { stage in
      try Data().write(to: URL(filePath: stage.store + ".lease"))
      for lease in [stage.lease(), stage.lease()] {
        #expect(await lease.look(at: stage.now) == .alone)
      }
    }
  }

  @Test(.timeLimit(.minutes(3))) func `the turn passes on by itself`() async throws {
    try await withFolder { folder in
      let clock = HandClock()
      let store = try JobStore(path: folder + "/jobs.sqlite", clock: clock)
      let first = store.lease(of: "render", manner: "", bidding: LeaseBid(reach: .all))
      #expect(await first.turns().first { _ in true } == .alone)
      let second = store.lease(of: "render", manner: "", bidding: LeaseBid(reach: .all))
      let reading = Task { await second.turns().first { $0 == .alone } }
      let ticking = Task { await clock.keepAdvancing(by: .milliseconds(250)) }

      await first.end()

      #expect(await reading.value == .alone)
      ticking.cancel()
      await store.close()
    }
  }
}
