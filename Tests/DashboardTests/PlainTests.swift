import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct PlainTests {
  /// A session, and what it has said and wished for.
  private struct Talk {
    var session: PlainSession
    var now = Timestamp.sampleNow
    var wishes: [DashboardEffect] = []

    init(_ servers: [ServerDescription] = [.sample()], isReadOnly: Bool = false) {
      var state = DashboardState(size: Size(columns: 80, rows: 24))
      state.isReadOnly = isReadOnly
      session = PlainSession(state)
      _ = take(.fact(.servers(servers)))
    }

    mutating func take(_ event: PlainSession.Event) -> [String] {
      let (lines, effects) = session.take(event, at: now)
      wishes += effects
      return lines
    }

    mutating func learn(_ jobs: Job...) -> [String] {
      take(.fact(.updates(jobs.map { .sample($0) })))
    }

    mutating func type(_ line: String) -> [String] { take(.line(line)) }
  }

  @Test func `each change is one sentence, and what has not changed none`() {
    var talk = Talk()
    #expect(talk.learn(.sample(1)) == ["Job 1, Keynote → French, is running, 1m12 old, 78%."])
    #expect(talk.learn(.sample(1)) == [])
    #expect(
      talk.learn(.sample(1, state: .failed)) == [
        "Job 1, Keynote → French, failed after 1m02: unsupported codec."
      ]
    )
  }

  @Test func `many new jobs are counted, not read out`() {
    var talk = Talk()
    let jobs = (1...8).map { Job.sample($0, state: $0 < 4 ? .running : .pending) }
    let lines = talk.take(.fact(.updates(jobs.map { .sample($0) })))
    #expect(lines == ["8 jobs came in. 8 jobs: 5 pending, 3 running. Type list to hear them."])
  }

  @Test func `a job keeps its number`() {
    var talk = Talk()
    _ = talk.learn(.sample(1), .sample(2), .sample(3))
    _ = talk.take(.fact(.forgotten([.sample(1)])))
    #expect(talk.type("show 3").first == "Job 3, Keynote → French, is running, 1m12 old, 78%.")
    #expect(talk.type("show 1") == ["There is no job 1."])
    #expect(talk.type("list failed") == ["0 jobs of 2 jobs: 2 running."])
    #expect(talk.type("list running").count == 3)
  }

  @Test func `what is asked of a server that is away is not said to be sent`() {
    var talk = Talk()
    _ = talk.learn(.sample(1))
    let away = ServerStatus.Link.retrying(at: talk.now, failures: 3, because: .closed)
    _ = talk.take(.fact(.status(ServerStatus(server: "demo", link: away))))
    _ = talk.type("cancel 1")
    #expect(
      talk.type("go 1") == ["Job 1: cancel is sent when demo answers again; undo 1 takes it back."]
    )
    #expect(talk.wishes == [.cancel([.sample(1)])])
  }

  @Test func `what waits for a server that is away can be taken back, and what is sent cannot`() {
    var talk = Talk()
    _ = talk.learn(.sample(1), .sample(2))
    let away = ServerStatus.Link.retrying(at: talk.now, failures: 3, because: .closed)
    _ = talk.take(.fact(.status(ServerStatus(server: "demo", link: away))))
    #expect(talk.type("undo 1") == ["Job 1: nothing waits to be sent."])
    for number in 1...2 {
      _ = talk.type("cancel \(number)")
      _ = talk.type("go \(number)")
    }
    #expect(talk.type("undo 1") == [])
    #expect(talk.wishes.last == .withdraw([.sample(1)]))
    #expect(talk.take(.fact(.withdrawn([.sample(1)]))) == ["Job 1: taken back, not sent."])
    #expect(talk.type("undo 1") == ["Job 1: nothing waits to be sent."])
    _ = talk.take(.fact(.asked([.sample(2)])))
    #expect(talk.type("undo 2") == ["Job 2: nothing waits to be sent."])
  }

  @Test func `a cancel is sent after its time of grace, unless it is taken back`() throws {
    var talk = Talk()
    _ = talk.learn(.sample(1), .sample(2))
    _ = talk.type("cancel 1")
    #expect(talk.wishes == [])
    let due = try #require(talk.session.nextTick)
    #expect(talk.now.duration(to: due) == .seconds(5))
    talk.now = talk.now.advanced(by: .seconds(2))
    _ = talk.type("cancel 2")
    #expect(talk.type("cancel 2") == ["Job 2: cancel is about to be sent; undo 2 takes it back."])
    #expect(talk.type("undo 2") == ["Job 2: taken back, not sent."])
    talk.now = due
    #expect(talk.take(.fact(.tick)) == ["Job 1: cancel is sent."])
    #expect(talk.wishes == [.cancel([.sample(1)])])
    talk.now = talk.now.advanced(by: .seconds(60))
    #expect(talk.take(.fact(.tick)) == [])
    #expect(talk.type("go 2") == ["Job 2: nothing counts down."])
    #expect(talk.wishes == [.cancel([.sample(1)])])
  }

  @Test func `a cancel that was not done names its job`() {
    var talk = Talk()
    _ = talk.learn(.sample(1), .sample(2))
    _ = talk.type("cancel 2")
    _ = talk.type("go 2")
    let why = JobFailure.refused(server: "demo", operation: .cancel, reason: nil)
    #expect(talk.take(.fact(.undone(.sample(2), why))) == ["Job 2: \(why.description)"])
    #expect(talk.type("undo 2") == ["Job 2: nothing waits to be sent."])
  }

  @Test func `a job that ends while its cancel counts down is not cancelled`() {
    var talk = Talk()
    _ = talk.learn(.sample(1))
    _ = talk.type("cancel 1")
    let lines = talk.learn(.sample(1, state: .completed))
    #expect(lines.last == "Not sent: cancel, because it has ended.")
    talk.now = talk.now.advanced(by: .seconds(6))
    #expect(talk.take(.fact(.tick)) == [])
    #expect(talk.wishes == [])
  }

  @Test func `who leaves is told of what is not sent, and whoever pipes commands in means them`() {
    var talk = Talk()
    _ = talk.learn(.sample(1))
    _ = talk.type("cancel 1")
    #expect(
      talk.type("quit") == [
        "1 cancel or retry is not sent yet: go 1 sends it at once, undo 1 takes it back. Wait, or "
          + "quit again to leave without it."
      ]
    )
    _ = talk.type("list")
    #expect(talk.type("quit").count == 1)
    #expect(talk.wishes == [])
    #expect(talk.type("quit") == [])
    #expect(talk.wishes == [.quit])
    #expect(talk.session.end(at: talk.now).effects == [])

    var piped = Talk()
    _ = piped.learn(.sample(1))
    _ = piped.type("cancel 1")
    let (lines, effects) = piped.session.end(at: piped.now)
    #expect(lines == ["Job 1: cancel is sent."])
    #expect(effects == [.cancel([.sample(1)])])
  }

  @Test func `a name without an end is not read out to its end`() {
    var talk = Talk()
    var job = Job.sample(1, state: .failed)
    job.title = String(repeating: "x", count: 400_000)
    job.reason = String(repeating: "y ", count: 400_000)
    let lines = talk.take(.fact(.updates([.sample(job)])))
    #expect(lines.count == 1)
    #expect(lines.joined().count < 700)
  }

  @Test func `commands are typed, their beginning is enough`() {
    var talk = Talk()
    _ = talk.learn(.sample(1), .sample(2, state: .failed))
    #expect(
      talk.type("ca 1") == [
        "Job 1: cancel is sent in 5 s; undo 1 takes it back, go 1 sends it at once."
      ]
    )
    #expect(talk.type("g 1") == ["Job 1: cancel is sent."])
    _ = talk.type("ret 2")
    #expect(talk.type("go 2") == ["Job 2: retry is sent."])
    _ = talk.take(.fact(.asked([.sample(1), .sample(2)])))
    #expect(talk.type("track x y") == ["Following 2 jobs on demo."])
    #expect(talk.type("q") == [])
    #expect(
      talk.wishes == [
        .cancel([.sample(1)]), .retry([.sample(2)]), .track(server: "demo", ids: ["x", "y"]), .quit,
      ]
    )
  }

  @Test func `what cannot be done is said`() {
    var talk = Talk()
    _ = talk.learn(.sample(1, state: .completed))
    let sentence = "Job 1, Keynote → French, is completed: there is nothing to cancel."
    #expect(talk.type("cancel 1") == [sentence])
    #expect(talk.type("cancel") == ["Which job? Give its number, as in show 3; list tells them."])
    #expect(talk.type("jump")[0].hasPrefix("There is no command “jump”. There are list, show,"))
    #expect(talk.type("list age<x").count == 1)
    #expect(talk.wishes == [])
  }

  @Test func `a job's inputs are asked for one by one`() {
    var talk = Talk([.sample(inputs: CreateTests.inputs)])
    let names = CreateTests.inputs.map(\.name)
    #expect(talk.type("new").last?.hasPrefix("1 of \(names.count): \(names[0]), ") == true)
    #expect(talk.type("Keynote").first?.hasPrefix("2 of \(names.count): video, ") == true)
    let again = talk.session.questions?.question
    #expect(talk.type("") == ["video must be given.", again])
    #expect(talk.type("ftp:/x").count == 2)
    #expect(talk.type(".") == ["No job was started."])
    #expect(talk.wishes == [])
  }

  @Test func `inputs can be given with the command`() {
    var talk = Talk([.sample(inputs: CreateTests.inputs)])
    let video = "https://example.org/v.mp4"
    _ = talk.type("new video=\(video)")
    #expect(
      talk.wishes == [.create(server: "demo", drafts: [Draft(inputs: ["video": .string(video)])])]
    )
  }

  @Test func `a job that needs nothing is started at once, but not on a read-only screen`() {
    var talk = Talk()
    #expect(talk.type("new") == ["Starting a job on demo."])
    #expect(talk.wishes == [.create(server: "demo", drafts: [Draft()])])
    var readOnly = Talk(isReadOnly: true)
    #expect(readOnly.type("new") == ["Read-only: jobs are looked at and left alone."])
    #expect(readOnly.wishes == [])
  }

  @Test func `a server that goes away is told once, and so is its coming back`() {
    var talk = Talk()
    let request = JobFailure.Request(server: "demo", line: "GET /")
    func away(_ failures: Int) -> PlainSession.Event {
      let link = ServerStatus.Link.retrying(
        at: talk.now.advanced(by: .seconds(2)),
        failures: failures,
        because: .unreachable(request, why: "refused")
      )
      return .fact(.status(ServerStatus(server: "demo", link: link)))
    }
    let back = PlainSession.Event.fact(
      .status(ServerStatus(server: "demo", link: .push(delay: nil)))
    )
    let events = [back, away(1), away(2), back, back]
    #expect(
      events.map { talk.take($0) } == [
        [], ["demo does not answer: no connection. It is asked again in 2 s."], [],
        ["demo is back."], [],
      ]
    )
  }

  @Test func `control characters become visible`() {
    var talk = Talk()
    #expect(talk.learn(.sample(1, title: "a\u{1B}[2Jb"))[0].contains("a␛[2Jb"))
  }

  @Test func `the help names every command`() {
    var talk = Talk()
    #expect(talk.type("help").count == PlainCommand.all.count)
  }
}
