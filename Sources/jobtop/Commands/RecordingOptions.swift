import ArgumentParser

/// Whether what reaches the dashboard is written down.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: "Write down what reaches the dashboard, for jobtop replay; a new file.",
    completion: .file()
  )
  var record: String?

  /// The recorder that was asked for.
  func recorder() throws -> Recorder? {
    try record.map { try Recorder($0) }
  }
}
