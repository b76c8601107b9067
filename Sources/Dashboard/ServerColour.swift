import JobModel
import Screen

/// A colour by which a server's name is told from others; none of them means a state.
package enum ServerColour: String, CaseIterable, Hashable, Sendable {
  // In the order in which servers that have chosen none take them: red, which looks most like
  // trouble, comes last.
  case cyan, magenta, yellow, green, blue, red

  /// What a theme calls it.
  var role: Role {
    switch self {
    case .cyan: .serverCyan
    case .magenta: .serverMagenta
    case .yellow: .serverYellow
    case .green: .serverGreen
    case .blue: .serverBlue
    case .red: .serverRed
    }
  }

  /// Roles by server: what it has chosen, else the first colour that is free.
  ///
  /// Where all are taken they begin again; a server alone has none that it did not choose.
  static func roles(
    of servers: [String],
    chosen: [String: ServerColour]
  ) -> [String: Role] {
    let taken = Set(servers.compactMap { chosen[$0] })
    let free = allCases.filter { !taken.contains($0) }
    let offered = free.isEmpty ? allCases : free
    var next = 0
    var roles: [String: Role] = [:]
    for server in servers {
      if let own = chosen[server] {
        roles[server] = own.role
      } else if servers.count > 1 {
        roles[server] = offered[next % offered.count].role
        next += 1
      }
    }
    return roles
  }
}

extension DashboardState {
  /// Colours the names of servers: as chosen, by name, and the others so that they differ.
  package mutating func colourServers(_ chosen: [String: ServerColour]) {
    serverColours = chosen
    serverRoles = ServerColour.roles(of: servers.map(\.name), chosen: chosen)
  }
}
