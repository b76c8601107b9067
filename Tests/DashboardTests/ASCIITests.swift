import Foundation
import Screen
import Testing

@testable import Dashboard

struct ASCIITests {
  /// What the sources write on the screen, comments left out.
  private func literals() throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Dashboard")
    let files = try #require(FileManager.default.enumerator(atPath: folder.path))
    let names = files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    let lines = try names.flatMap { name in
      try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
    }
    return lines.map {
      $0.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
    }
    .joined()
  }

  @Test func `every character that the dashboard writes has an ASCII form`() throws {
    let text = try literals()
    #expect(text.contains("▶"))
    let unknown = Set(text.unicodeScalars.filter { !ASCIIForm.isKnown($0) })
    #expect(unknown == [], "add them to ASCIIForm")
  }

  @Test func `no two states look alike`() {
    var story = Story(140, 40)
    story.learn(.everyState)
    let lines = story.grid.ascii.text
    for word in ["> running", "+ completed", "X failed", "# cancelled", "! refused", "o pending"] {
      #expect(lines.contains(word))
    }
    let others = lines.unicodeScalars.filter { !$0.isASCII }
    #expect(others.isEmpty)
  }
}
