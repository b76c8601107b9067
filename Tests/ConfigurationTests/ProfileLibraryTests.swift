import Foundation
import JobModel
import JobProfile
import Testing

@testable import jobtop

/// Files that hold no profile, and where profiles are found.
struct ProfileLibraryTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "profiles-\(UUID().uuidString)"
  )

  private func library(_ files: [String: Data]) throws -> ProfileLibrary {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, data) in files { try data.write(to: folder.appending(path: name)) }
    return ProfileLibrary(folder: folder)
  }

  @Test func `a file that is not in UTF-8 is refused with its line`() throws {
    let library = try library(["x.profile.yaml": Data("name: x\nabout: caf".utf8) + [0xE9, 0x0A]])
    defer { try? FileManager.default.removeItem(at: folder) }
    let sentence = "this is not text in UTF-8; save the file in that encoding."
    let mistake = ProfileMistakes.Mistake(file: "x.profile.yaml", line: 2, sentence: sentence)
    #expect(throws: ProfileMistakes(mistakes: [mistake])) { try library.profile("x") }
  }

  @Test func `a folder is no profile`() throws {
    let library = try library([:])
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.path + "/"
    #expect {
      try library.profile(place)
    } throws: { error in
      (error as? CommandFailure)?.description.hasSuffix("it is a folder; a profile is a file.")
        == true
    }
  }

  @Test func `one's own profile goes before the built-in one of its name`() throws {
    let own = """
      name: basic
      status: {request: "GET /mine/{id}", answer: {body: {s: "{state}"}}}
      states: {pending: p, completed: c, failed: f}
      """
    let library = try library(["basic.profile.yaml": Data(own.utf8)])
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try library.profile("basic").operations == [.status])
    #expect(library.names == Profile.builtInNames)
  }
}
