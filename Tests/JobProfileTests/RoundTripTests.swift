import HTTPTypes
import JobModel
import TestSupport
import Testing

@testable import JobProfile

/// Client against server over every built-in profile: what one writes, the other reads.
///
/// This shows that a profile is whole, not that it is right: that is shown by typed bytes elsewhere.
struct RoundTripTests {
  /// What a create may ask for, and an id that must be encoded, where the server looks such ids up.
  private func values(for profile: Profile) -> [String: JSON] {
    let takesAny = profile.spellings[.status]?.invalid == nil
    let id: JSON = takesAny ? "a b/c" : "e22e472b-b72e-499b-b9f3-baba67d2eeba"
    var values: [String: JSON] = ["id": id, "ids": ["a"], "key": "k"]
    for (name, value) in profile.sampleInputs { values["input.\(name)"] = value }
    return values
  }

  @Test(arguments: Profile.builtInNames)
  func `every request leads to its operation`(name: String) throws {
    let profile = try #require(Profile.builtIn(name))
    for operation in profile.operations {
      let request = try #require(
        profile.request(
          operation,
          values: values(for: profile),
          credentials: Credentials(username: "ann", password: "pass", token: "s3")
        )
      )
      guard case .operation(operation, let found) = profile.route(request) else {
        Issue.record("\(request.text) is \(profile.route(request))")
        continue
      }
      let namesID = profile.spellings[operation]?.request.names(.id) == true
      #expect(found["id"] == (namesID ? values(for: profile)["id"] : nil))
    }
  }

  @Test(arguments: Profile.builtInNames, [JobState.pending, .running, .completed, .failed])
  func `every state comes back`(name: String, state: JobState) throws {
    let profile = try #require(Profile.builtIn(name))
    let id: JobID = profile.hasOneJob ? .only : "a b/c"
    let answer = profile.answer(.answer, to: .status, jobs: [.job(id, "", state)], values: [:])
    guard case .jobs(let jobs, _) = profile.read(answer, to: .status, about: id),
      let found = jobs.first?.state
    else {
      Issue.record("\(answer.code) \(answer.text) has no state")
      return
    }
    // A server without a word for running says pending.
    #expect(found.isKnown && (found.state == state || (found.state.isActive && state.isActive)))
    #expect(jobs.map(\.jobID) == [id])
  }

  @Test(arguments: Profile.builtInNames)
  func `an unknown job comes back as missing`(name: String) throws {
    let profile = try #require(Profile.builtIn(name))
    let answer = profile.answer(.missing, to: .status, jobs: [], values: ["id": "a"])
    guard case .missing = profile.read(answer, to: .status, about: "a") else {
      Issue.record("\(answer.code) \(answer.text)")
      return
    }
  }
}
