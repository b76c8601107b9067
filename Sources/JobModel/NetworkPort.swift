/// Ports of the network.
package enum NetworkPort {
  /// Those that somebody can listen on and be reached at; a URL can hold others, which no library of
  /// ours survives.
  package static let reachable = 1...65_535

  /// Whether a URL with that port leads anywhere; nothing: it leaves the port to its scheme.
  package static func isReachable(_ port: Int?) -> Bool { port.map(reachable.contains) ?? true }
}
