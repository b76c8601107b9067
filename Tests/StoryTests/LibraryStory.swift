import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone takes the library without the program.
  @Suite struct LibraryStory {
    /// The modules that were compiled and linked for the examples, which need `JobClient` alone.
    private func modules() throws -> Set<String> {
      let list = BuiltProgram.path(of: "Examples.product/Objects.LinkFileList")
      let objects = try String(contentsOfFile: list, encoding: .utf8)
      return Set(objects.matches(of: /\/(\w+)\.build\//).map { String($0.1) })
    }

    @Test func `it is built without the screen, the store and the simulator`() throws {
      let modules = try modules()
      let ours = [
        "JobModel", "JobProfile", "JobClient", "JobStore", "JobSimulator", "Screen", "Dashboard",
        "Terminal", "CTerminalGuard", "Assets", "jobtop", "Examples", "TestSupport",
      ]
      #expect(
        modules.intersection(ours) == ["JobModel", "JobProfile", "JobClient", "Assets", "Examples"]
      )
      // Terminal alone links ncurses.
      let theirs = ["GRDB", "Hummingbird", "HummingbirdCore", "ArgumentParser", "ServiceLifecycle"]
      #expect(modules.isDisjoint(with: theirs))
      #expect(modules.isSuperset(of: ["AsyncHTTPClient", "NIOPosix", "Yams"]))
    }
  }
}
