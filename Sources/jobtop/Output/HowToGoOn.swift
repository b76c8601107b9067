import JobModel

/// What someone can type who stopped waiting.
enum HowToGoOn {
  /// More ids than these nobody copies.
  private static let limit = 20

  /// The command that waits for the jobs.
  static func advice(for jobs: [JobID]) -> String {
    "Wait on with “\(command(for: jobs))” and the same options for the server."
  }

  private static func command(for jobs: [JobID]) -> String {
    let ids = jobs.filter { $0 != .only }.map { word($0.rawValue) }
    guard !ids.isEmpty, ids.count <= limit else { return "jobtop wait" }
    let end = ids.contains { $0.hasPrefix("-") } ? ["--"] : []
    return (["jobtop", "wait"] + end + ids).joined(separator: " ")
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
