import ArgumentParser
import Dashboard
import JobModel
import JobStore

/// Writes what is kept of jobs that were watched; no server is asked.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what is kept of all jobs that were watched.",
    discussion: """
      One object for each run as it was last known, in the order in which they came to be watched, \
      forgotten ones too; with --changes one for each change of its state, attempt or reason, in the \
      order of time, which jobtop replay plays: polls and failures in it are those of the whole run.
      """
  )

  @Option(help: "Only jobs of that server.", completion: Completions.servers)
  var server: String?

  @Option(help: "Only jobs created within that time, as in 12h or 7d.")
  var since: Duration?

  @Flag(help: "Every change instead of the end alone.")
  var changes = false

  @Flag(help: "Stand-ins instead of ids, titles, servers and reasons.")
  var redact = false

  @OptionGroup var output: FormatOptions

  @Argument(
    help: "Only jobs that pass this filter, as behind / on the screen: “state:failed ended<1d”."
  )
  var filter: [String] = []

  func run() async throws {
    try await Failures.reported {
      let filter = try readFilter()
      let paths = StandardPaths.current
      try await JobStore.using(paths) { store in
        try await checkServer(store)
        try await write(store, filter)
      }
    }
  }

  /// A server that is configured may have nothing yet; one that is neither was mistyped.
  private func checkServer(_ store: JobStore) async throws {
    guard let server else { return }
    let kept = try await store.runCounts().keys
    let configured = (try? Settings.current())?.servers.map(\.name) ?? []
    let names = Set(kept).union(configured).sorted()
    guard !names.contains(server) else { return }
    let allowed =
      Spelling.nearest(to: server, among: names).map { "\($0) is known" }
      ?? (names.isEmpty ? "nothing is kept yet" : "known are \(names.joined(separator: ", "))")
    throw CommandFailure(.usage, "--server cannot be “\(server)”: \(allowed).")
  }

  private func readFilter() throws -> Filter {
    let text = filter.joined(separator: " ")
    do throws(FilterMistake) {
      return try Filter(whole: text)
    } catch {
      let pointer = String(repeating: " ", count: error.place.lowerBound) + "^"
      throw CommandFailure(.usage, "\(error.sentence)\n  \(text)\n  \(pointer)")
    }
  }

  private func write(_ store: JobStore, _ filter: Filter) async throws {
    let now = SystemClock().now
    let first = since.map { now.advanced(by: .zero - $0) } ?? .epoch
    let redaction = redact ? Redaction(salt: .random(in: 0 ... .max)) : nil
    var writer = UpdateWriter(output.chosen)
    var changed: [JobUpdate] = []
    var mark = JobStore.Mark.start
    while true {
      let (updates, next) = try await store.runs(after: mark, of: server, since: first)
      guard !updates.isEmpty else { break }
      mark = next
      for update in updates where filter.matches(update.job, at: now) {
        let job = update.job
        let shown = redaction?.job(job) ?? job
        if changes {
          changed += try await store.history(of: job.run).map { $0.update(of: shown, redaction) }
        } else {
          writer.write(JobUpdate(time: update.time, source: .store, job: shown))
        }
      }
    }
    for update in changed.sorted(by: { $0.time < $1.time }) { writer.write(update) }
    writer.finish()
  }
}

extension HistoryEntry {
  /// The job as it stood with this entry; what was not noted down of that time is left out.
  fileprivate func update(of job: Job, _ redaction: Redaction?) -> JobUpdate {
    var then = job
    then.serverState = serverState
    then.state = state
    then.attempt = attempt
    then.reason = reason.map { redaction?.reason($0) ?? $0 }
    if !state.isFinal {
      then.progress = nil
      then.result = nil
    }
    return JobUpdate(time: time, source: source, job: then)
  }
}
