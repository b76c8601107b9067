import ArgumentParser
import Dashboard

/// Whether what reaches the dashboard is written down.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: "Write down what reaches the dashboard, for jobtop replay; a new file.",
    completion: .file()
  )
  var record: String?

  /// The recorder that was asked for.
  func recorder(for look: Look) throws -> Recorder? {
    let redaction = look.redacts ? Redaction(salt: .random(in: 0 ... .max)) : nil
    return try record.map { try Recorder($0, redaction: redaction) }
  }
}
