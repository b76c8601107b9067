import JobModel
import Screen

/// What reached a dashboard and when, as JSON lines that can be played again.
///
///     {"jobtop":"recording","version":1}
///     {"time":"…","servers":[{"name":"demo","url":"http://127.0.0.1:8080", …}]}
///     {"time":"…","server":"demo","id":"7","state":"running", …}
///     {"time":"…","status":{"server":"demo","link":"poll","every":2}}
///     {"time":"…","durations":{"server":"demo","kind":"render","peers":24,"ages":[0.9, …]}}
///     {"time":"…","forgotten":["0190…"]}
///     {"time":"…","told":"a sentence"}
///     {"time":"…","key":"n"}
///
/// A job's line is the one that `jobtop watch` writes, with more fields; the lines of `watch` can be
/// played too. Keys are played but never recorded: who types may type a secret.
package enum Recording {
  /// The first line of a recording.
  package static let header = JSON.object([
    JSON.Member("jobtop", "recording"), JSON.Member("version", 1),
  ]).description

  /// The lines of an event, each without its end; none for what is no news from outside.
  package static func lines(
    of event: DashboardEvent,
    at time: Timestamp,
    notBefore begin: Timestamp = .epoch
  ) -> [String] {
    switch event {
    case .updates(let updates):
      updates.map { update in
        var update = update
        update.time = max(update.time, begin)
        return update.recorded.description
      }
    case .servers(let servers): [line("servers", .array(servers.map(\.recorded)), at: time)]
    case .status(let status): [line("status", status.recorded, at: time)]
    case .outlook(let outlook): [line("durations", outlook.recorded, at: time)]
    case .forgotten(let runs):
      [line("forgotten", .array(runs.map { .string($0.description) }), at: time)]
    case .failed(let failure), .undone(_, let failure):
      [line("told", .string(failure.description), at: time)]
    case .told(let sentence), .misconfigured(let sentence):
      [line("told", .string(sentence), at: time)]
    case .recordingStopped, .configured, .done, .asked, .withdrawn, .preview, .exchanges, .log,
      .download, .commandOutput, .commandEnded,
      .wrote, .ended, .mouse, .focused, .key, .resized, .tick:
      []
    }
  }

  private static func line(_ name: String, _ value: JSON, at time: Timestamp) -> String {
    JSON.object([JSON.Member("time", .string(time.rfc3339)), JSON.Member(name, value)]).description
  }
}

extension Recording {
  /// Something that happened, and when.
  package struct Moment: Sendable {
    package let time: Timestamp
    package let event: DashboardEvent
  }

  /// A line that cannot be played, from 1, and what is wrong with it.
  package struct Mistake: Error, Hashable, CustomStringConvertible {
    let line: Int
    let problem: String

    package var description: String { "line \(line): \(problem)" }
  }

  /// Reads a recording; lines of kinds that are not known are left out.
  ///
  /// - Returns: The moments in the order of their times.
  /// - Throws: The first line that makes no sense; a last line that breaks off is none, for whoever
  ///   recorded may have been killed.
  package static func moments(of text: String) throws(Mistake) -> [Moment] {
    var moments: [Moment] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      do {
        if let moment = try moment(of: JSON(parsing: String(line))) { moments.append(moment) }
      } catch let mistake as JSON.SyntaxError {
        if index == lines.count - 1 { break }
        throw Mistake(line: index + 1, problem: mistake.description)
      } catch {
        throw Mistake(line: index + 1, problem: "\(error)")
      }
    }
    let sorted = moments.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    let batches = merged(aged(sorted.map(\.element)))
    return linked(text.hasPrefix(header) ? batches : introduced(batches))
  }

  /// What `watch` wrote names no servers but with their jobs.
  private static func introduced(_ moments: [Moment]) -> [Moment] {
    let says = moments.contains { if case .servers = $0.event { true } else { false } }
    guard !says, let first = moments.first else { return moments }
    var names: [String] = []
    for case .updates(let updates) in moments.map(\.event) {
      for update in updates where !names.contains(update.job.server) {
        names.append(update.job.server)
      }
    }
    guard !names.isEmpty else { return moments }
    let servers = names.map { ServerDescription(name: $0, url: "", profile: "", operations: []) }
    return [Moment(time: first.time, event: .servers(servers))] + moments
  }

  /// One that was written by hand may not say how we stood with its servers: they are asked nothing,
  /// and would else be said to be connected to for ever.
  private static func linked(_ moments: [Moment]) -> [Moment] {
    let says = moments.contains { if case .status = $0.event { true } else { false } }
    guard !says else { return moments }
    return moments.flatMap { moment in
      guard case .servers(let servers) = moment.event else { return [moment] }
      let idle = servers.map { ServerStatus(server: $0.name, link: .idle) }
      return [moment] + idle.map { Moment(time: moment.time, event: .status($0)) }
    }
  }

  /// Lines of `watch` do not say when a job was created: it is as old as the first line of it at
  /// least.
  private static func aged(_ moments: [Moment]) -> [Moment] {
    var firsts: [RunID: Timestamp] = [:]
    return moments.map { moment in
      guard case .updates(var updates) = moment.event else { return moment }
      for index in updates.indices where !updates[index].job.isCreationKnown {
        let job = updates[index].job
        let first = min(firsts[job.run] ?? job.created, job.created)
        firsts[job.run] = first
        updates[index].job.created = first
      }
      return Moment(time: moment.time, event: .updates(updates))
    }
  }

  /// What came within a frame is one batch, as it was when it was recorded.
  private static func merged(_ moments: [Moment]) -> [Moment] {
    var merged: [Moment] = []
    for moment in moments {
      if case .updates(let new) = moment.event, let last = merged.last,
        case .updates(let batch) = last.event,
        batch[0].time.duration(to: moment.time) < .milliseconds(33)
      {
        merged[merged.count - 1] = Moment(time: last.time, event: .updates(batch + new))
      } else {
        merged.append(moment)
      }
    }
    return merged
  }

  /// What is wrong with the content of a line.
  typealias Problem = JSON.MemberError

  private static func moment(of json: JSON) throws -> Moment? {
    if json["jobtop"]?.string == "recording" {
      guard json["version"]?.integer == 1 else {
        throw Problem(description: "a newer jobtop made this recording; this one plays version 1")
      }
      return nil
    }
    guard let text = json["time"]?.string, let time = Timestamp(iso8601: text) else {
      throw Problem(description: "there is no \"time\" such as 2026-11-21T14:03:22.120Z")
    }
    return try event(of: json, at: time).map { Moment(time: time, event: $0) }
  }

  private static func event(of json: JSON, at time: Timestamp) throws -> DashboardEvent? {
    if json["state"] != nil { return .updates([try JobUpdate(recorded: json, at: time)]) }
    if case .array(let servers)? = json["servers"] {
      return .servers(try servers.map { try ServerDescription(recorded: $0) })
    }
    if let status = json["status"] { return .status(try ServerStatus(recorded: status)) }
    if let durations = json["durations"] {
      return .outlook(try DurationOutlook(recorded: durations))
    }
    if case .array(let runs)? = json["forgotten"] {
      return .forgotten(runs.compactMap { $0.string.flatMap { RunID($0) } })
    }
    if let sentence = json["told"]?.string { return .told(sentence) }
    if let name = json["key"]?.string {
      guard let key = Key(name: name) else {
        throw Problem(description: "there is no key “\(name)”")
      }
      return .key(key)
    }
    return nil
  }
}
