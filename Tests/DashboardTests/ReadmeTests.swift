import Foundation
import TestSupport
import Testing

@testable import Dashboard

struct ReadmeTests {
  private static let start = "<!-- keys: written by RECORD_SNAPSHOTS=1 swift test -->"
  private static let end = "<!-- end of keys -->"

  /// The keys of the table, as the help has them, two columns of them.
  private var table: String {
    let cells = Keymap.bindings.filter { $0.modes.contains(.table) }.map { binding in
      let keys = binding.names.split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
      return "\(keys) | \(binding.help)"
    }
    let half = (cells.count + 1) / 2
    let rows = (0..<half).map { row in
      let right = row + half < cells.count ? cells[row + half] : " | "
      return "| \(cells[row]) | \(right) |"
    }
    let titles = "| key | what it does | key | what it does |"
    return ([titles, "|---|---|---|---|"] + rows).joined(separator: "\n")
  }

  @Test func `the README's table of keys is the keymap`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "README.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: Self.start))
    let end = try #require(text.range(of: Self.end))
    let wanted = "\n\(table)\n"
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      let new = text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: wanted)
      try new.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("README.md was written anew")
    }
    #expect(text[start.upperBound..<end.lowerBound] == wanted)
  }
}
