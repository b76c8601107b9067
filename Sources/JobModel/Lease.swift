/// A journal that several processes share.
package protocol SharedJournal: Journal {
  /// Our part in the asking of that server: of the processes that share the journal, and are to ask in
  /// the same manner, one asks for all.
  /// - Parameters:
  ///   - server: The server's name.
  ///   - manner: Any text; alike where requests are planned alike.
  ///   - bid: What we bring along at first.
  /// - Returns: The lease; nothing is done before its turns are read.
  func lease(of server: String, manner: String, bidding bid: LeaseBid) -> any AskingLease
}

/// One process's part in the asking of a server.
///
/// Of the processes on one journal one asks a server; the others read what it notes down (DESIGN §9).
package protocol AskingLease: Sendable {
  /// Tells the others what this process brings along and wants, in place of what it told before.
  func bid(_ bid: LeaseBid) async

  /// Whose turn it is: first very soon, then whenever that or what others want has changed.
  ///
  /// Ends when its reader is cancelled. There is one reader.
  func turns() -> AsyncStream<LeaseTurn>

  /// Gives the turn up, and leaves the others.
  func end() async
}

/// What a process that shares a journal brings along and wants when one is to ask a server for all.
package struct LeaseBid: Hashable, Sendable {
  /// For what it could ask.
  package var reach: Reach
  /// The jobs that it wants to hear of; one that asks for all jobs names none.
  package var jobs: Set<JobID>
  /// The jobs that someone looks at there: they must not grow old.
  package var viewed: Set<JobID>
  /// Creates that it noted down since then may still have to be sent, or be on their way; nothing: it
  /// has none.
  package var creatingSince: Timestamp?
  /// How it stands with the server, where it is the one that asks.
  package var status: ServerStatus?

  /// Makes a bid.
  package init(
    reach: Reach,
    jobs: Set<JobID> = [],
    viewed: Set<JobID> = [],
    creatingSince: Timestamp? = nil,
    status: ServerStatus? = nil
  ) {
    self.reach = reach
    self.jobs = jobs
    self.viewed = viewed
    self.creatingSince = creatingSince
    self.status = status
  }

  /// For which jobs a process could ask; whoever could ask for more goes first.
  package enum Reach: Int, Hashable, Comparable, Sendable {
    /// For none: the server refuses its credentials.
    case none = 0
    /// For those that it and others name: a command that waits.
    case named = 1
    /// For all that the journal holds: a dashboard.
    case all = 2

    /// Less comes before more.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }
}

/// Whose turn it is to ask a server.
package enum LeaseTurn: Hashable, Sendable {
  /// Ours, for these others too: what all of them want together.
  case ours(LeaseBid)
  /// Another process asks; how it stands with the server, once that is known.
  case theirs(ServerStatus?)

  /// Ours, and nobody else is there.
  package static let alone = LeaseTurn.ours(LeaseBid(reach: .none))
}

/// The lease where there is only one process.
package struct SoleLease: AskingLease {
  package init() {}

  package func bid(_ bid: LeaseBid) async {}

  package func turns() -> AsyncStream<LeaseTurn> {
    AsyncStream { continuation in
      continuation.yield(.alone)
      continuation.finish()
    }
  }

  package func end() async {}
}
