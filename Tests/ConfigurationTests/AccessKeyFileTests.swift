import Foundation
import JobProfile
import JobSimulator
import Testing

@testable import jobtop

struct AccessKeyFileTests {
  private func read(_ text: String, mode: Int = 0o600) throws -> [AccessKey] {
    let home = Home(
      path: FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    )
    try home.write(text, to: "keys.yaml", mode: mode)
    return try AccessKeyFile(path: home.path + "/keys.yaml").keys
  }

  private func mistakes(_ text: String, mode: Int = 0o600) -> [String] {
    do {
      _ = try read(text, mode: mode)
      return []
    } catch let failure as ConfigurationFailure {
      return failure.mistakes.map { "\($0.line): \($0.problem)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `names, secrets, roles and rates are read`() throws {
    let keys = try read(
      """
      dashboards: {token: r, role: reader, rate: 600/1m}
      ci: {username: ci, password: "w", role: writer}
      """
    )
    #expect(
      keys == [
        AccessKey(
          name: "dashboards",
          credentials: Credentials(token: "r"),
          role: .reader,
          limit: RateLimit(requests: 600, window: .seconds(60))
        ),
        AccessKey(
          name: "ci",
          credentials: Credentials(username: "ci", password: "w"),
          role: .writer
        ),
      ]
    )
  }

  @Test(arguments: [
    ("a: {role: reader}", "1: a has no secret"), ("a: {token: x}", "1: a has no role"),
    ("a: {token: x, role: king}", "1: role cannot be “king”"),
    ("a: {token: x, role: reader, rate: often}", "1: rate cannot be “often”"),
    ("a: {token: x, role: reader, colour: red}", "1: colour is unknown"),
    ("a: {token: x, role: reader", "2: it is no YAML"),
    ("a: {token: x, role: reader}\nb: {token: x, role: writer}", "2: a and b have the same secret"),
    ("7", "1: it holds no keys"),
    ("", "1: it holds no keys"), ("{}", "0: it has no keys"),
  ])
  func `a mistake has its line`(text: String, mistake: String) {
    #expect(mistakes(text).contains { $0.hasPrefix(mistake) }, "\(mistakes(text))")
  }

  @Test func `others may not read it`() {
    let told = mistakes("a: {token: x, role: reader}", mode: 0o644)
    #expect(told.contains { $0.contains("others than you may use the secret file") })
  }
}
