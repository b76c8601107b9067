import JobModel

/// Puts stand-ins in the place of what may not be shown to others: ids, titles, hosts, reasons, and
/// what was sent and came out.
///
/// What was equal stays equal, so that a picture can still be understood. Without the salt nobody
/// finds out by trying what stands behind a stand-in.
package struct Redaction: Hashable, Sendable {
  private let salt: UInt64

  /// The same salt gives the same stand-ins.
  package init(salt: UInt64) {
    self.salt = salt
  }

  /// A job with stand-ins.
  package func job(_ job: Job) -> Job {
    var redacted = job
    redacted.server = server(job.server)
    redacted.jobID = job.jobID.map { $0.rawValue.isEmpty ? $0 : JobID(standIn("job", $0.rawValue)) }
    redacted.title = job.title.map { $0.isEmpty ? $0 : standIn("title", $0) }
    redacted.reason = job.reason.map(reason)
    redacted.result = job.result.map { .string(standIn("result", $0.description)) }
    redacted.draft?.inputs =
      job.draft?.inputs.mapValues { value in
        .string(standIn("input", value.description))
      } ?? [:]
    return redacted
  }

  /// A stand-in for a reason.
  package func reason(_ reason: String) -> String { standIn("reason", reason) }

  func server(_ name: String) -> String { standIn("server", name) }

  func server(_ server: ServerDescription) -> ServerDescription {
    var redacted = server
    redacted.name = self.server(server.name)
    redacted.url = "https://" + standIn("host", server.url)
    return redacted
  }

  /// As in `title-1f3a09c2`.
  private func standIn(_ kind: String, _ text: String) -> String {
    // FNV-1a over salt and text, then the finaliser of MurmurHash3, which spreads the salt.
    var hash = 0xCBF2_9CE4_8422_2325 ^ salt
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ salt ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    let digits = String((hash ^ hash >> 33) >> 32, radix: 16)
    return kind + "-" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
