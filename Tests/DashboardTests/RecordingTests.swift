import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// What reached a dashboard, as lines that can be played again.
struct RecordingTests {
  private static let time = Timestamp.sampleNow

  private func played(_ events: [DashboardEvent]) throws -> [Recording.Moment] {
    let lines = events.flatMap { Recording.lines(of: $0, at: Self.time) }
    return try Recording.moments(of: ([Recording.header] + lines).joined(separator: "\n") + "\n")
  }

  @Test(arguments: JobState.allCases)
  func `a job in any state is the same when it is played`(state: JobState) throws {
    var job = Job.sample(1, state: state)
    (job.isCreationKnown, job.isKnownWord) = (false, state != .running)
    (job.polls, job.repeats, job.runNumber, job.kind) = (7, 2, 3, "render")
    job.confirmation = Job.Confirmation(count: 1, needed: 3)
    job.updated = .sampleNow
    job.draft = Draft(inputs: ["video": "https://example.com/a", "n": 3], label: "2 of 5")
    let update = JobUpdate(
      time: Self.time,
      source: .push(.sse),
      job: job,
      replaces: .sample(9)
    )
    guard case .updates(let updates)? = try played([.updates([update])]).first?.event else {
      Issue.record("no update was played")
      return
    }
    #expect(updates == [update])
  }

  /// Each number of a recording in turn, as somebody's editor may have left it.
  @Test(arguments: ["1e300", "-1e300", "1e18", "-1", "9223372036854775807", "-9223372036854775808"])
  func `no number in a recording ends the program`(value: String) throws {
    var job = Job.sample(1)
    (job.attempt, job.attemptLimit, job.polls, job.repeats) = (5, 5, 5, 5)
    (job.interval, job.progress, job.runNumber) = (.seconds(5), 5, 5)
    job.confirmation = Job.Confirmation(count: 5, needed: 5)
    let request = JobFailure.Request(server: "demo", line: "GET /")
    let failures: [JobFailure] = [
      .noAnswer(request, within: .seconds(5)), .throttled(request, code: 429, wait: .seconds(5)),
    ]
    let links: [ServerStatus.Link] =
      [.poll(every: .seconds(5)), .push(delay: .seconds(5))]
      + failures.map { .retrying(at: Self.time, failures: 5, because: $0) }
    let statuses = links.map { link in
      ServerStatus(
        server: "demo",
        link: link,
        dropped: ServerStatus.Dropped(messages: 5),
        failing: ServerStatus.Failing(requests: 5, retryAt: Self.time, because: failures[0])
      )
    }
    let events: [DashboardEvent] =
      [.updates([JobUpdate(time: Self.time, source: .poll, job: job)])]
      + statuses.map { .status($0) }
    for line in events.flatMap({ Recording.lines(of: $0, at: Self.time) }) {
      for place in line.ranges(of: /:5\b/) {
        let changed = line[..<place.lowerBound] + ":" + value + line[place.upperBound...]
        let text = Recording.header + "\n" + changed + "\n"
        guard let moments = try? Recording.moments(of: text) else { continue }
        var story = Story(140, 40)
        for moment in moments { story.send(moment.event) }
        story.press("Enter")
        story.wait(.seconds(3))
        #expect(story.lines.count == 40)
      }
    }
  }

  @Test func `what watch wrote has totals and chips, though it names no servers`() throws {
    let jobs: [Job] = [.sample(1, state: .failed), .sample(2, server: "render")]
    let lines = jobs.map { JobUpdate(time: Self.time, source: .poll, job: $0).json.description }
    let text = lines.joined(separator: "\n") + "\n"
    var story = Story(100, 24, servers: [])
    for moment in try Recording.moments(of: text) { story.send(moment.event) }
    #expect(story.lines[0].contains("○ demo") && story.lines[0].contains("○ render"))
    #expect(story.lines[1].hasPrefix(" 2 jobs on 2 servers   1 running   1 failed"))
  }

  @Test func `a recording that says nothing of links is not one that connects for ever`() throws {
    let moments = try played([
      .servers([.sample(), .sample("render")]),
      .updates([JobUpdate(time: Self.time, source: .poll, job: .sample(1))]),
    ])
    var story = Story(servers: [])
    for moment in moments { story.send(moment.event) }
    #expect(story.lines[0].contains("○ demo  not asked   ○ render  not asked"))
  }

  @Test(
    arguments: [
      .idle, .connecting, .push(delay: .milliseconds(12)), .push(delay: nil), .longPoll,
      .poll(every: .seconds(2)), .limited(until: .sampleNow), .unauthorised(reason: "no"),
    ] as [ServerStatus.Link]
  )
  func `how we stand with a server is the same when it is played`(link: ServerStatus.Link) throws {
    let status = ServerStatus(
      server: "demo",
      link: link,
      seen: .sampleNow,
      dropped: ServerStatus.Dropped(messages: 3, posts: 2, jobs: 1),
      isListCapped: true,
      unchanged: ServerStatus.Unchanged(
        since: .sampleNow.advanced(by: .seconds(-90)),
        asked: .sampleNow.advanced(by: .seconds(-1)),
        confirmed: .sampleNow,
        interval: .seconds(2)
      )
    )
    guard case .status(let read)? = try played([.status(status)]).first?.event else {
      Issue.record("no status was played")
      return
    }
    #expect(read == status)
  }

  @Test func `a server that does not answer looks the same when it is played`() throws {
    let why = JobFailure.unreachable(.init(server: "demo", line: "GET /"), why: "refused")
    let status = ServerStatus(
      server: "demo",
      link: .retrying(at: .sampleNow, failures: 3, because: why)
    )
    var story = Story()
    story.send(.status(status))
    let header = story.lines[0]
    var other = Story()
    for moment in try played([.status(status)]) { other.send(moment.event) }
    #expect(other.lines[0] == header)
    #expect(header.contains("(3)"))
  }

  @Test func `what keeps failing looks the same when it is played`() throws {
    let failing = ServerStatus.Failing(requests: 3, retryAt: .sampleNow, because: .closed)
    let link = ServerStatus.Link.poll(every: .seconds(2))
    let status = ServerStatus(server: "demo", link: link, failing: failing)
    guard case .status(let read)? = try played([.status(status)]).first?.event else {
      Issue.record("no status was played")
      return
    }
    #expect(read.failing?.requests == 3)
    #expect(read.failing?.retryAt == .sampleNow)
    #expect(read.failing?.because.cause == JobFailure.closed.description)
  }

  @Test func `a whole screen is the same when it is played`() throws {
    let events: [DashboardEvent] = [
      .servers([.sample(), .sample("render")]),
      .status(ServerStatus(server: "demo", link: .poll(every: .seconds(2)))),
      .updates([Job].everyState.map { .sample($0) }),
      .forgotten([.sample(3)]), .told("Something happened."),
    ]
    var live = Story(140, 30, servers: [])
    for event in events { live.send(event) }
    var played = Story(140, 30, servers: [])
    for moment in try self.played(events) { played.send(moment.event) }
    #expect(played.lines == live.lines)
    #expect(live.line(with: "Something happened.") != nil)
  }

  @Test(arguments: ["1e18", "1e300", "-1e300", "-1", "9223372036854775807", "-9223372036854775808"])
  func `numbers without sense are played without harm`(number: String) throws {
    let time = #""time":"2026-11-21T14:03:22Z""#
    let job = #"{\#(time),"server":"demo","id":"7","runID":"00000000-0000-4000-8000-000000000001""#
    let members = [
      "run", "interval", "progress", "attempt", "attemptLimit", "polls", "failures", "said",
    ].map { #","\#($0)":\#(number)"# }.joined()
    let links = [
      #""link":"poll","every":"#, #""link":"push","delay":"#, #""link":"retrying","failures":"#,
      #""link":"retrying","failure":"throttled","wait":"#,
      #""link":"retrying","failure":"noAnswer","within":"#,
    ].map { #"{\#(time),"status":{"server":"demo",\#($0)\#(number)}}"# }
    let lines =
      [Recording.header] + Recording.lines(of: .servers([.sample()]), at: Self.time)
      + [job + #","state":"running","needed":3"# + members + "}"] + links
    var story = Story(servers: [])
    for moment in try Recording.moments(of: lines.joined(separator: "\n") + "\n") {
      story.send(moment.event)
      #expect(story.lines.count == story.state.size.rows)
    }
    story.press("Enter")
    #expect(story.line(with: "── demo 7 ──") != nil)
  }

  @Test func `keys and what is typed are not recorded, but can be played`() throws {
    #expect(Recording.lines(of: .key(.character("n")), at: Self.time) == [])
    let line = #"{"time":"2026-11-21T14:03:22Z","key":"Enter"}"#
    guard case .key(let key)? = try Recording.moments(of: line).first?.event else {
      Issue.record("no key was played")
      return
    }
    #expect(key == .enter)
  }

  @Test func `lines that jobtop watch wrote can be played`() throws {
    let text = """
      {"time":"2026-11-21T14:03:22.120Z","server":"demo","id":"7","run":1,"title":"Keynote",\
      "state":"pending","final":false,"polls":1}
      {"time":"2026-11-21T14:03:30.120Z","server":"demo","id":"7","run":1,"title":"Keynote",\
      "state":"completed","final":true,"polls":2}
      """
    var story = Story()
    for moment in try Recording.moments(of: text) {
      story.now = moment.time
      story.send(moment.event)
    }
    #expect(story.line(with: "1 job   1 completed") != nil)
    #expect(story.line(with: "Keynote")?.contains("≥8s") == true)
  }

  @Test func `a last line that breaks off is left out`() throws {
    let line = #"{"time":"2026-11-21T14:03:22Z","told":"one"}"#
    #expect(try Recording.moments(of: line + "\n" + line.prefix(20)).count == 1)
  }

  @Test(
    arguments: [
      ("{\n{}", "line 1: "),
      ("{}", #"line 1: there is no "time" such as 2026-11-21T14:03:22.120Z"#),
      (#"{"time":"2026-11-21T14:03:22Z","state":"running"}"#, #"line 1: "server" is missing"#),
      (
        "\n" + #"{"time":"2026-11-21T14:03:22Z","server":"demo","state":"dancing"}"#,
        "line 2: there is no state “dancing”"
      ),
      (#"{"time":"2026-11-21T14:03:22Z","key":"Nose"}"#, "line 1: there is no key “Nose”"),
      (
        #"{"time":"2026-11-21T14:03:22Z","status":{"server":"demo","link":"rope"}}"#,
        "line 1: there is no link “rope”"
      ),
      (
        #"{"jobtop":"recording","version":2}"#,
        "line 1: a newer jobtop made this recording; this one plays version 1"
      ),
    ]
  )
  func `a line that makes no sense is named`(text: String, sentence: String) {
    #expect { try Recording.moments(of: text) } throws: { error in
      "\(error)".hasPrefix(sentence)
    }
  }

  @Test func `lines of a later kind are passed over`() throws {
    let text = #"{"time":"2026-11-21T14:03:22Z","weather":"fine"}"#
    #expect(try Recording.moments(of: text).isEmpty)
  }
}
