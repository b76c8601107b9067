import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

struct FaultControlTests {
  private static let path = "/.control/faults"

  @Test(arguments: Profile.builtInNames)
  func `faults are added, told and cleared in any profile`(profile: String) async throws {
    let server = try InProcessServer(profile)
    #expect(await server.send(.get, Self.path).text == "[]\n")
    let added = #"[{"fault": "500", "for": "10s"}, "drop=0.5"]"#
    _ = await server.send(.post, Self.path, body: added)
    #expect(
      await server.send(.get, Self.path).text == """
        [{"fault":"500","chance":1,"from":"0s","for":"10s"},{"fault":"drop","chance":0.5,"from":"0s"}]

        """
    )
    #expect(await server.send(.get, "/").code == 500)
    #expect(await server.send(.delete, Self.path).text == "[]\n")
    #expect(await server.send(.get, "/").code != 500)
  }

  @Test func `times count from when a fault is added`() async throws {
    let server = try InProcessServer("jobtop")
    server.clock.jump(by: .seconds(100))
    _ = await server.send(.post, Self.path, body: "{fault: 500, from: 1s, for: 1s}")
    var codes: [Int] = []
    for _ in 0...2 {
      codes.append(await server.send(.get, "/v1/jobs").code)
      server.clock.jump(by: .seconds(1))
    }
    #expect(codes == [200, 500, 200])
  }

  @Test func `amnesia happens at once, and not again`() async throws {
    let server = try InProcessServer("jobtop")
    for body in ["amnesia", "hang=0"] {
      let path = await server.send(.post, "/v1/jobs").headers[.location] ?? ""
      _ = await server.send(.post, Self.path, body: body)
      #expect(await server.send(.get, path).code == (body == "amnesia" ? 404 : 200))
    }
  }

  @Test func `amnesia that was cleared does not happen`() async throws {
    let server = try InProcessServer("jobtop")
    let path = await server.send(.post, "/v1/jobs").headers[.location] ?? ""
    _ = await server.send(.post, Self.path, body: "amnesia=5s")
    _ = await server.send(.delete, Self.path)
    server.clock.jump(by: .seconds(5))
    #expect(await server.send(.get, path).code == 200)
  }

  @Test func `a mistake is told, and nothing is added`() async throws {
    let server = try InProcessServer("jobtop")
    let answer = await server.send(.post, Self.path, body: #"["hang", "slow=x"]"#)
    #expect(answer.code == 400)
    #expect(answer.text == "body:1: `slow=x` makes no sense; write slow=2s or slow=1s..3s.\n")
    #expect(await server.send(.get, Self.path).text == "[]\n")
    #expect(await server.send(.put, Self.path).code == 405)
  }

  @Test func `neither a page in a browser nor another machine can reach it`() async throws {
    let server = try InProcessServer("jobtop")
    let headers: HTTPFields = [.origin: "http://evil.example"]
    let page = await server.send(.post, Self.path, headers: headers, body: #"["hang"]"#)
    #expect(page.code == 403)
    #expect(await server.send(.get, Self.path).text == "[]\n")

    var options = SimulatorOptions()
    options.host = "0.0.0.0"
    options.allowsAnonymous = true
    let open = try InProcessServer("jobtop", options: options)
    #expect(await open.send(.get, Self.path).code == 404)
  }
}
