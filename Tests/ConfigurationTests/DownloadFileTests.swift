import Foundation
import Testing

@testable import jobtop

struct DownloadFileTests {
  /// The files of a folder, hidden ones too.
  private func names(in home: Home) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home.path).sorted()
  }

  @Test func `a file never takes the place of another one`() async throws {
    try await withHome { home in
      try home.write("mine", to: "clip.mp4")
      for expected in ["clip-2.mp4", "clip-3.mp4"] {
        let file = try DownloadFile(name: "clip.mp4", in: home.path)
        try file.write(Array("theirs".utf8))
        #expect(try file.finish() == expected)
      }
      let kept = try String(contentsOfFile: home.path + "/clip.mp4", encoding: .utf8)
      #expect(kept == "mine")
    }
  }

  @Test func `what is not finished leaves nothing behind`() async throws {
    try await withHome { home in
      let before = try names(in: home)
      do {
        let file = try DownloadFile(name: "clip.mp4", in: home.path)
        try file.write([1, 2, 3])
        #expect(try names(in: home).count == before.count + 1)
      }
      #expect(try names(in: home) == before)
    }
  }

  @Test func `a folder that does not take it is told in the system's words`() {
    #expect(throws: DownloadFile.Problem(words: "No such file or directory")) {
      try DownloadFile(name: "x", in: "/nowhere/at/all")
    }
  }

  @Test func `without a desktop, or with another protocol, nothing is started`() {
    let bare = URLOpener(environment: ["PATH": "/usr/bin"])
    #expect(bare.open("https://h/clip.mp4") == .noDesktop)
    let desktop = URLOpener(environment: ["PATH": "/usr/bin", "DISPLAY": ":0"])
    let sentence = "Only http and https are opened; the result is at file:///etc/passwd"
    #expect(desktop.open("file:///etc/passwd") == .refused(sentence))
  }
}
