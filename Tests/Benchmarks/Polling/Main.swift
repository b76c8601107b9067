/// Plays well-known clients and our own against the same jobs, on a clock that costs nothing.
///
/// It prints who tells of an end how late for how many requests, and what loses too. It takes some
/// minutes. At a round number of seconds a client that asks each second has luck on its side.
@main
struct Main {
  private static let counts = [0, 3, 5, 20, 100]

  static func main() {
    for roundTrip in [0, 0.1] {
      for distribution in Distribution.all {
        let jobs = distribution.sample(2000, seed: 1)
        let title = "\(distribution.name), round trip \(Int(roundTrip * 1000)) ms"
        let server = PlayedServer(roundTrip: roundTrip)
        let table = Table(jobs: jobs, server: server)
        let lessons = lessons(of: distribution, server)
        printShipped(table, title, lessons, goal: roundTrip == 0 ? distribution.goal : nil)
        printEqual(table, title, lessons)
      }
    }
    printTroubled()
    printProgress()
    printGoClient()
    Listing.print()
    Queueing.print()
    Drift.print()
    Cost.print()
  }

  private static func lessons(of distribution: Distribution, _ server: PlayedServer) -> [Lessons] {
    counts.flatMap { count in
      (count == 0 ? [false] : [false, true]).map { isExact in
        Lessons(count, exactly: isExact, of: distribution, server: server)
      }
    }
  }

  private static func printShipped(
    _ table: Table,
    _ title: String,
    _ lessons: [Lessons],
    goal: Double?
  ) {
    table.printHead("\(title), as shipped")
    let clients: [(String, ClockWaiter)] = [
      ("AWS waiters", .smithy), ("gax-go", .gax), ("Runway, 6 s", .runway),
      ("OpenAI, 1 s", .openAI), ("seeds' default", .seeds), ("seed 002's client", .goClient),
    ]
    for (name, client) in clients {
      table.printRow(name, Score.of(client, table.jobs, server: table.server))
    }
    for lesson in lessons {
      table.printRow(
        lesson.title,
        lesson.score(table.jobs, server: table.server),
        goal: lesson.title == "learned, 20 jobs, by polling" ? goal : nil
      )
    }
  }

  private static func printEqual(_ table: Table, _ title: String, _ lessons: [Lessons]) {
    table.printHead("\(title), each tuned to 8 requests a job")
    let families: [(String, (Double) -> ClockWaiter)] = [
      ("fixed interval", { .fixed($0) }),
      ("×1.5, ± 20 %, cap 60 s", { .growing(base: $0) }),
      ("×2, full jitter, cap 60 s", { .fullJitter(base: $0, cap: 60, asksAtOnce: false, from: 0) }),
    ]
    for (name, family) in families {
      table.printRow(
        name,
        Score.tuned(to: 8, table.jobs, server: table.server, family)
      )
    }
    for lesson in lessons.dropFirst() {
      table.printRow(
        lesson.title,
        lesson.score(table.jobs, using: 8, server: table.server)
      )
    }
  }

  /// Servers that do not answer as one would wish.
  private static func printTroubled() {
    let servers = [
      ("one answer of ten is lost", PlayedServer(loss: 0.1)),
      ("each answer asks to wait 2 s", PlayedServer(hint: 2)),
    ]
    for (words, server) in servers {
      for distribution in Distribution.all {
        let table = Table(jobs: distribution.sample(2000, seed: 1), server: server)
        let lessons = lessons(of: distribution, server)
        printShipped(table, "\(distribution.name), \(words)", lessons, goal: nil)
      }
    }
  }

  /// Jobs that tell how far they have come, none of them evenly.
  private static func printProgress() {
    let server = PlayedServer(tellsProgress: true)
    for distribution in Distribution.all {
      let table = Table(jobs: distribution.sample(2000, seed: 1), server: server)
      table.printHead("\(distribution.name), each answer tells how much is done")
      for count in [5, 20, 100] {
        let lesson = Lessons(count, exactly: false, of: distribution, server: server)
        table.printRow(lesson.title, lesson.score(table.jobs, server: server))
        let heeding = lesson.heedingProgress
        table.printRow("… and by progress", heeding.score(table.jobs, server: server))
      }
    }
  }

  /// What the Go client's own server takes, with no more requests than that client makes.
  private static func printGoClient() {
    let distribution = Distribution.all[0]
    let table = Table(jobs: distribution.sample(2000, seed: 1), server: .prompt)
    let theirs = Score.of(ClockWaiter.goClient, table.jobs, server: .prompt)
    let lesson = Lessons(20, exactly: false, of: distribution, server: .prompt)
    let ours = lesson.score(table.jobs, using: theirs.requests, server: .prompt)
    table.printHead("\(distribution.name), with no more requests than seed 002's client")
    table.printRow("seed 002's client", theirs)
    table.printRow(lesson.title, ours)
    let isMet = ours.mean <= theirs.mean / 10
    print("1/\(Int(theirs.mean / ours.mean)) of its delay; goal 1/10: \(isMet ? "met" : "MISSED")")
  }
}
