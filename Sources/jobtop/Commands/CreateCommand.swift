import ArgumentParser
import Glibc
import JobClient
import JobModel

/// Creates jobs.
struct CreateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Create jobs, and wait for them if asked to."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  @Option(name: .customLong("field"), help: "An input of the job, as name=value; repeatable.")
  var fields: [String] = []

  @Option(
    help: "A JSON file of inputs, - for standard input: an object, or several for a job each.",
    completion: .file(extensions: ["json", "jsonl"])
  )
  var input: String?

  @Option(
    parsing: .unconditional,
    help: "How many jobs to create, as a rule 1; of each object of --input so many.",
    transform: NumberOption.whole("--count", 1...100_000, as: 40)
  )
  var count = 1

  @Option(
    parsing: .unconditional,
    help: "How many to create a second at most.",
    transform: NumberOption.any("--rate", upTo: 1000, as: "0.5")
  )
  var rate: Double?

  @Option(help: "A label for all of them.")
  var label: String?

  @Flag(help: "Wait until every one has ended.")
  var wait = false

  @Option(
    parsing: .unconditional,
    help: "How long to wait, as in 30s or 2m; without it, for as long as it takes.",
    transform: Duration.option
  )
  var timeout: Duration?

  func validate() throws {
    if timeout != nil, !wait {
      throw ValidationError("--timeout says how long to --wait; add --wait.")
    }
  }

  var listens: Bool { wait }

  func run(_ connection: ServerConnection) async throws {
    let inputs = try InputFields(fields, file: input, of: connection.client.description)
    let drafts = inputs.jobs.flatMap { values in
      Array(repeating: Draft(inputs: values, label: label), count: count)
    }
    guard drafts.count <= 100_000 else {
      throw CommandFailure(
        .usage,
        "At most 100000 jobs are created at once; these are \(drafts.count)."
      )
    }
    let creation = Creation(
      connection: connection,
      drafts: drafts,
      rate: rate,
      limit: timeout,
      deadline: timeout.map { connection.clock.now.advanced(by: $0) },
      follows: wait
    )
    Streams.outliveReader()
    let outcome = await creation.run(FollowJournal(output.chosen, news))
    // As a shell says it of a program that a broken pipe has ended.
    if wait, Streams.isUnread { throw ExitCode(128 + SIGPIPE) }
    try outcome.exit()
  }

  /// People want to know how it ended, a script everything in between as well: the ids above all.
  private var news: FollowedNews {
    guard wait else { return .births }
    return output.chosen == .table ? .ends : .changes
  }
}
