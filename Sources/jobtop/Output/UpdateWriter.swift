import Dashboard
import JobModel
import Screen

/// Writes updates to standard output in the format that was asked for.
struct UpdateWriter {
  private let format: OutputFormat
  private var collected: [JSON] = []
  private var hasHeader = false
  /// Columns of the terminal that is written to; nothing where it is none.
  private let terminal = Streams.columns(1)
  /// Words of servers that their profiles do not know, and that have been told.
  private var unknownWords: Set<[String]> = []

  init(_ format: OutputFormat) {
    self.format = format
  }

  /// Writes one update, or keeps it for the array at the end.
  mutating func write(_ update: JobUpdate) {
    warn(of: update)
    switch format {
    case .jsonl: Streams.out(update.json.description)
    case .json: collected.append(update.json)
    case .csv: writeCSV(update)
    case .table: writeRow(update)
    }
  }

  /// Says of a state that the profile does not know what it counts as; once a word and server.
  mutating func warn(of update: JobUpdate) {
    let job = update.job
    guard !job.isKnownWord, let word = job.serverState,
      unknownWords.insert([job.server, word]).inserted
    else { return }
    let shown = word.count > 80 ? word.prefix(80) + "…" : word[...]
    Streams.error(
      "\(job.server) says “\(shown)”, a state that its profile does not know: it counts as running. "
        + "Name it under states in the profile."
    )
  }

  /// Writes what was kept.
  mutating func finish() {
    guard format == .json else { return }
    Streams.out(JSON.array(collected).description)
    collected = []
  }

  private mutating func writeCSV(_ update: JobUpdate) {
    guard case .object(let members) = update.json else { return }
    if !hasHeader { Streams.out(members.map(\.name).joined(separator: ",")) }
    hasHeader = true
    Streams.out(CSV.line(members.map(\.value)))
  }

  private mutating func writeRow(_ update: JobUpdate) {
    if !hasHeader {
      Streams.out(row("SERVER", "ID", "TITLE", "STATE", "TRY", "RETRIES", "REASON OR RESULT"))
    }
    hasHeader = true
    let job = update.job
    let attempt = job.attempt.map { "\($0)" + (job.attemptLimit.map { "/\($0)" } ?? "") }
    let repeats = job.repeats > 0 ? " ✗\(job.repeats)" : ""
    Streams.out(
      row(
        job.server,
        job.jobID?.rawValue ?? "–",
        job.title ?? "",
        job.stateWord,
        attempt ?? "",
        "\(job.retries)\(repeats)",
        job.reason ?? job.result.map { $0.text ?? $0.description } ?? ""
      )
    )
  }

  /// Widths of all columns but the last; a narrow terminal takes from names, never from states.
  private var columns: [Int] {
    var widths = [16, 36, 24, 12, 5, 8]
    guard let terminal else { return widths }
    var missing = widths.reduce(20) { $0 + $1 + 2 } - terminal
    for (index, least) in [(1, 12), (2, 12), (0, 6)] where missing > 0 {
      let given = min(missing, widths[index] - least)
      widths[index] -= given
      missing -= given
    }
    return widths
  }

  private func row(_ cells: String...) -> String {
    let widths = columns
    let padded = zip(cells, widths).map { TextWidth.padded(TextWidth.visible($0), to: $1) }
    var last = TextWidth.visible(cells.last ?? "")
    if let terminal {
      let used = widths.reduce(0) { $0 + $1 + 2 }
      last = TextWidth.truncated(last, to: max(8, terminal - used))
    }
    let line = (padded + [last]).joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
