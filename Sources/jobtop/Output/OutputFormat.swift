import ArgumentParser

/// How a command writes what it learned.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  /// Aligned columns for people.
  case table
  /// One array.
  case json
  /// One object a line.
  case jsonl
  /// Values separated by commas, with a line of names.
  case csv

  /// A table on a terminal, JSON lines elsewhere.
  static var standard: OutputFormat {
    Streams.isTerminal(1) ? .table : .jsonl
  }
}

/// The option that chooses it.
struct FormatOptions: ParsableArguments {
  @Option(help: "table, json, jsonl or csv; a table on a terminal, JSON lines elsewhere.")
  var format: OutputFormat?

  var chosen: OutputFormat { format ?? .standard }
}
