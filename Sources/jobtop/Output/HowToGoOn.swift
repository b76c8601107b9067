import JobModel

/// What someone can type who stopped waiting.
struct HowToGoOn: Sendable {
  /// How the server was named, as words of a command.
  private let server: [String]
  private let hasHeaders: Bool
  /// How whoever stayed with jobs did that: the command, and what it was told beside jobs and server.
  var staying = ["wait"]
  /// More ids than these nobody copies.
  private static let limit = 20

  init(_ options: ServerOptions) {
    let given: [(name: String, value: String?)] = [
      ("server", options.server), ("url", options.url), ("profile", options.profile),
      ("username", options.username), ("password-file", options.passwordFile),
      ("ca-file", options.caFile), ("push", options.push), ("webhook", options.webhook),
      ("poll", options.poll), ("interval", options.interval),
      ("max-interval", options.maxInterval),
    ]
    server = given.flatMap { option in option.value.map { ["--\(option.name)", $0] } ?? [] }
    hasHeaders = !options.headers.isEmpty
  }

  /// The command that waits for the jobs; headers may be secret, and are not repeated.
  func advice(for jobs: [JobID]) -> String {
    "Wait on with \(command(staying, for: jobs))."
  }

  /// A command for these jobs in quotation marks, and what must be said beside it.
  func command(_ command: [String], for jobs: [JobID]) -> String {
    "“\(words(command, for: jobs))”" + (hasHeaders ? " and the same --header" : "")
  }

  private func words(_ command: [String], for jobs: [JobID]) -> String {
    let options = (command.dropFirst() + server).map(Self.word)
    let name = ["jobtop"] + command.prefix(1)
    let ids = jobs.filter { $0 != .only }.map { Self.word($0.rawValue) }
    guard !ids.isEmpty, ids.count <= Self.limit else {
      return (name + options).joined(separator: " ")
    }
    let needsMark = ids.contains { $0.hasPrefix("-") }
    let words = needsMark ? options + ["--"] + ids : ids + options
    return (name + words).joined(separator: " ")
  }

  /// As a shell reads it: an id is the server's word, and must not become a command here.
  private static func word(_ id: String) -> String {
    let isPlain = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
    if isPlain, !id.isEmpty { return id }
    return "'"
      + id.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
