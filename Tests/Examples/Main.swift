import Foundation

// What the clients of the five kinds of server do, each in a function. This target sees only what is
// public, as a program outside of the package does.
//
//     swift run Examples NAME URL

@main struct Examples {
  static let all: [String: @Sendable (_ url: String) async throws -> Void] = [
    "socketio": socketio, "webhook": webhook, "envelope": envelope, "ratelimited": ratelimited,
    "basic": basic,
  ]

  static func main() async {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count == 2, let example = all[words[0]] else {
      print("Usage: Examples \(all.keys.sorted().joined(separator: "|")) URL")
      exit(64)
    }
    do {
      try await example(words[1])
    } catch {
      // A failure describes itself in a sentence.
      print(error)
      exit(1)
    }
  }
}
