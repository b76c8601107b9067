import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// A list that goes on at another host ends there, and the user is told.
@Suite struct ForeignLinkTests {
  /// Where a server says how its list goes on.
  enum Place: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case header = "Link"
    case body = "next in the body"
    case cursor = "cursor"

    var testDescription: String { rawValue }

    var request: String {
      switch self {
      case .header, .body: "GET /jobs"
      case .cursor: #""GET /jobs?from={next}""#
      }
    }

    var sample: String {
      switch self {
      case .header: #"[{id: "{id}", s: "{state}"}]"#
      case .body, .cursor: #"{next: "{next}", jobs: [{id: "{id}", s: "{state}"}]}"#
      }
    }

    func body(_ link: String) -> String {
      let jobs = #"[{"id":"7","s":"running"}]"#
      return self == .header ? jobs : #"{"next":"\#(link)","jobs":\#(jobs)}"#
    }

    func headers(_ link: String) -> HTTPFields {
      guard self == .header, let name = HTTPField.Name("Link") else { return [:] }
      return [name: "<\(link)>; rel=\"next\""]
    }
  }

  private func stage(_ place: Place, discovers: Bool = false) throws -> WatcherStage {
    let yaml = """
      name: x
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      list: {request: \(place.request), answer: {body: \(place.sample)}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      """
    return WatcherStage(try Profile(yaml: yaml, file: "x"), push: .none, discovers: discovers)
  }

  private let foreign = "http://evil.example/jobs?page=2"

  private func sentence(_ line: String = "GET /jobs") -> [JobFailure] {
    let request = JobFailure.Request(server: "demo", line: line)
    return [.foreignLink(request, link: "http://evil.example")]
  }

  @Test(arguments: Place.allCases)
  func `who asks for the list gets what there is and is told why it is not all`(
    place: Place
  ) throws {
    var stage = try stage(place)
    stage.tell(.enumerate(filters: [:], ticket: Ticket(value: 1)))
    stage.answer(200, place.body(foreign), headers: place.headers(foreign))
    #expect(stage.lines == [])
    #expect(stage.replies[Ticket(value: 1)]?.updates.map(\.job.jobID) == ["7"])
    #expect(stage.warnings == sentence())
    let text = try #require(stage.warnings.first).description
    #expect(text.contains("http://evil.example, another host, which is not asked"))
  }

  @Test(arguments: Place.allCases)
  func `a screen is told once, and says that its list is cut`(place: Place) throws {
    var stage = try stage(place, discovers: true)
    stage.pass(.milliseconds(1))
    for _ in 1...3 {
      #expect(stage.lines.count == 1)
      stage.answer(200, place.body(foreign), headers: place.headers(foreign))
      stage.asked = []
      #expect(stage.status?.isListCapped == true)
      stage.pass(.seconds(20))
      stage.asked.removeAll { $0.request.target.hasPrefix("/jobs/") }
    }
    #expect(stage.warnings == sentence())
  }

  @Test(arguments: [Place.header, .body])
  func `a link on the same host is followed without a word`(place: Place) throws {
    var stage = try stage(place)
    let own = "http://demo.example:8080/jobs?page=2"
    stage.tell(.enumerate(filters: [:], ticket: Ticket(value: 1)))
    stage.answer(200, place.body(own), headers: place.headers(own))
    #expect(stage.lines == ["GET /jobs?page=2"])
    #expect(stage.warnings == [])
  }
}
