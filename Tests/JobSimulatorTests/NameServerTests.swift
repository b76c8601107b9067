import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// A server plays what a profile says, whatever it is called.
struct NameServerTests {
  @Test(arguments: Profile.builtInNames.filter { $0 != "jobtop" })
  func `a server under another name answers the same`(name: String) async throws {
    let source = try #require(Profile.builtInSource(name))
    let renamed = source.replacing("name: \(name)\n", with: "name: else\n", maxReplacements: 1)
    let own = try await answers(try Profile(yaml: source, file: name))
    let other = try await answers(try Profile(yaml: renamed, file: "else"))
    #expect(own == other && own.count == 2 * JobOperation.allCases.count + 3)
  }

  private func answers(_ profile: Profile) async throws -> [WireAnswer] {
    let server = try InProcessServer(profile)
    let credentials = profile.simulation.credentials ?? Credentials()
    var values: [String: JSON] = ["id": "1", "ids": ["1"]]
    for (name, value) in profile.sampleInputs { values["input.\(name)"] = value }
    var answers: [WireAnswer] = []
    for time in [Duration.zero, .seconds(30)] {
      server.clock.jump(by: time)
      for operation in JobOperation.allCases {
        let request =
          profile.request(operation, values: values, credentials: credentials)
          ?? WireRequest(method: .post, target: "/none")
        if case .answer(let answer) = await server.server.reply(to: request) {
          answers.append(answer)
        }
      }
    }
    for target in ["/healthz", "/openapi.yaml", "/nowhere"] {
      answers.append(await server.send(.get, target))
    }
    return answers
  }
}
