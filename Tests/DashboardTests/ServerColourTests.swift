import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// What the names of servers look like.
struct ServerColourTests {
  @Test(
    arguments: [
      (["a"], [:], [:]),
      (["a"], ["a": .green], ["a": .serverGreen]),
      (["a", "b"], [:], ["a": .serverCyan, "b": .serverMagenta]),
      (
        ["a", "b", "c"], ["b": .cyan],
        ["a": .serverMagenta, "b": .serverCyan, "c": .serverYellow]
      ),
      (["a", "b"], ["elsewhere": .cyan], ["a": .serverCyan, "b": .serverMagenta]),
    ] as [([String], [String: ServerColour], [String: Role])]
  )
  func `servers take what is free, and one alone takes none`(
    servers: [String],
    chosen: [String: ServerColour],
    roles: [String: Role]
  ) {
    #expect(ServerColour.roles(of: servers, chosen: chosen) == roles)
  }

  @Test func `a seventh begins again`() {
    let servers = (1...7).map(String.init)
    let roles = ServerColour.roles(of: servers, chosen: [:])
    #expect(Set(roles.values).count == 6)
    #expect(roles["7"] == roles["1"])
    let all = Dictionary(uniqueKeysWithValues: zip(servers, ServerColour.allCases))
    #expect(ServerColour.roles(of: servers, chosen: all)["7"] == .serverCyan)
  }

  @Test func `chip and rows of a server have one colour`() throws {
    var story = Story(servers: [.sample(), .sample("render")])
    story.learn(.sample(1), .sample(2, server: "render"))
    story.state.colourServers(["render": .green])
    let lines = story.lines
    for (server, role) in [("demo", Role.serverCyan), ("render", .serverGreen)] {
      let places = lines.indices.compactMap { row in
        lines[row].firstRange(of: server).map { range in
          (row, lines[row].distance(from: lines[row].startIndex, to: range.lowerBound))
        }
      }
      #expect(places.count == 2)
      for (row, column) in places { #expect(story.grid[row, column].style.role == role) }
    }
  }
}
