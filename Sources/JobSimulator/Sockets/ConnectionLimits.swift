import Logging
import NIOCore
import Synchronization

/// How much of a server its clients may take.
///
/// Beside these a head may have 80 KiB (the decoder's own limit) and a body 1 MiB.
package struct ConnectionLimits: Hashable, Sendable {
  /// The most connections at a time.
  package var connections = 10_000
  /// The most from one address; programs on the same machine have no limit of their own, for there
  /// all come from one.
  package var connectionsPerAddress = 500
  /// How long a request may take to arrive whole.
  package var requestTime = Duration.seconds(30)
  /// How long a connection may stay on which nothing is asked for.
  package var idleTime = Duration.seconds(75)
  /// How long a client may take nothing of what it is sent.
  package var stallTime = Duration.seconds(60)

  /// The limits of a server of which nothing else is said.
  package init() {}
}

/// Counts the connections of a server.
///
/// With a lock: connections are accepted, and end, on several threads, where nothing can be awaited.
final class ConnectionLedger: Sendable {
  private struct Counts {
    var all = 0
    var byAddress: [String: Int] = [:]
  }

  private let limits: ConnectionLimits
  private let counts = Mutex(Counts())
  /// Connections that were one too many.
  let refusals = RefusalLog("connections are refused: there are as many as may be", level: .warning)
  /// Requests whose head cannot be read, or is too long.
  let unreadable = RefusalLog("requests are refused: their heads cannot be read", level: .info)

  init(_ limits: ConnectionLimits) {
    self.limits = limits
  }

  /// Counts a connection until it is closed; not where it is one too many.
  func admits(_ channel: any Channel) -> Bool {
    let address = channel.remoteAddress?.ipAddress ?? ""
    let isOwn = NetworkAddress.isThisMachine(address)
    let isAdmitted = counts.withLock { counts in
      let own = counts.byAddress[address] ?? 0
      guard counts.all < limits.connections, isOwn || own < limits.connectionsPerAddress else {
        return false
      }
      counts.all += 1
      counts.byAddress[address] = own + 1
      return true
    }
    if isAdmitted { channel.closeFuture.whenComplete { _ in self.forget(address) } }
    return isAdmitted
  }

  private func forget(_ address: String) {
    counts.withLock { counts in
      counts.all -= 1
      let rest = (counts.byAddress[address] ?? 1) - 1
      counts.byAddress[address] = rest > 0 ? rest : nil
    }
  }
}
