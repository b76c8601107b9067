import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// A profile's name is a label: nothing but the default is chosen by it.
struct NameTests {
  private static let names = Profile.builtInNames.filter { $0 != "jobtop" }

  @Test(arguments: names)
  func `a profile under another name behaves the same`(name: String) throws {
    let profile = try #require(Profile.builtIn(name))
    let source = try #require(Profile.builtInSource(name))
    let renamed = try Profile(
      yaml: source.replacing("name: \(name)\n", with: "name: else\n", maxReplacements: 1),
      file: "else.profile.yaml"
    )
    #expect(renamed.name == "else")
    #expect(requests(of: renamed) == requests(of: profile))
    #expect(answers(of: renamed) == answers(of: profile))
    #expect(renamed.simulation == profile.simulation && renamed.states == profile.states)
    #expect(renamed.pushes == profile.pushes && renamed.inputs == profile.inputs)
    #expect(renamed.routes == profile.routes && renamed.rateLimit == profile.rateLimit)
  }

  private func requests(of profile: Profile) -> [WireRequest?] {
    let values: [String: JSON] = ["id": "7", "ids": ["7"], "key": "k"]
    let credentials = Credentials(username: "ann", password: "pass", token: "s3")
    return JobOperation.allCases.map {
      profile.request($0, values: values, credentials: credentials)
    }
  }

  private func answers(of profile: Profile) -> [WireAnswer] {
    let values: [String: JSON] = ["id": "7", "name": "x", "reason": "why", "path": "/p"]
    return JobOperation.allCases.flatMap { operation in
      AnswerKind.allCases.map { kind in
        profile.answer(kind, to: operation, jobs: [.job("7", "", .failed)], values: values)
      }
    }
  }
}
