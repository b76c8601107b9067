import Foundation
import Testing

/// Compares text with the file of that name in the folder `Snapshots` beside the test.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is written instead, and the test fails, so
/// that a recording run is never mistaken for a passed one.
package func expectSnapshot(
  _ text: String,
  named name: String,
  testFile: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(fileURLWithPath: testFile).deletingLastPathComponent()
    .appendingPathComponent("Snapshots").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record("\(name) was recorded; look at it, then run again", sourceLocation: sourceLocation)
    return
  }
  guard let data = FileManager.default.contents(atPath: file.path) else {
    Issue.record(
      "no snapshot \(name); record it with RECORD_SNAPSHOTS=1",
      sourceLocation: sourceLocation
    )
    return
  }
  let recorded = String(decoding: data, as: UTF8.self)
  #expect(text == recorded, "\(firstDifference(text, recorded))", sourceLocation: sourceLocation)
}

/// The first line that differs, as it is and as it was recorded.
private func firstDifference(_ text: String, _ recorded: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let others = recorded.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(lines, others).prefix { $0 == $1 }.count
  let now = line < lines.count ? String(lines[line]) : "(end)"
  let then = line < others.count ? String(others[line]) : "(end)"
  return "line \(line + 1) differs:\n  now      \(now)\n  recorded \(then)"
}
