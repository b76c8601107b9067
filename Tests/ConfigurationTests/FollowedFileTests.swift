import Foundation
import Testing

@testable import jobtop

/// What is told of a file that a server follows.
struct FollowedFileTests {
  private struct Lost: Error, CustomStringConvertible {
    var description = "it is gone"
  }

  @Test func `a change is found, and told once`() {
    var file = FollowedFile("old")
    let look = { file.look { ("new", "x.yaml") } }
    #expect([look(), look()] == [.changed(text: "new", file: "x.yaml"), .nothing])
  }

  @Test func `what cannot be read twice is told once, and when it is back`() {
    var file = FollowedFile("old")
    let lost = (0..<3).map { _ in file.look { throw Lost() } }
    #expect(lost == [.nothing, .lost(why: "it is gone"), .nothing])
    let other = file.look { throw Lost(description: "it is a folder") }
    #expect(other == .lost(why: "it is a folder"))
    let back = (0..<2).map { _ in file.look { ("old", "x.yaml") } }
    #expect(back == [.back(file: "x.yaml"), .nothing])
  }

  @Test func `a file that is away while it is saved is not worth a word`() {
    var file = FollowedFile("old")
    #expect(file.look { throw Lost() } == .nothing)
    #expect(file.look { ("old", "x.yaml") } == .nothing)
    #expect(file.look { throw Lost() } == .nothing)
  }

  @Test func `who asks for it is told at once`() {
    var file = FollowedFile("old")
    #expect(file.look(isAskedFor: true) { throw Lost() } == .lost(why: "it is gone"))
  }

  @Test(arguments: [
    (Data("name: x\n".utf8) + [0xFF, 0xFE], "x.scenario.yaml:2: this is not text in UTF-8"),
    (nil, "no file of that name"),
  ])
  func `a scenario says why it cannot be read`(data: Data?, why: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "x.scenario.yaml")
    try data?.write(to: file)
    #expect {
      try ScenarioLibrary.source(file.path)
    } throws: { error in
      (error as? CommandFailure)?.description.contains(why) == true
    }
  }

  @Test func `a folder is no scenario`() {
    #expect {
      try ScenarioLibrary.source("/")
    } throws: { error in
      (error as? CommandFailure)?.description
        == "/ cannot be read: it is a folder; a scenario is a file."
    }
  }
}
