import JobModel
import JobProfile
import JobSimulator
import Testing

struct OptionsTests {
  @Test func `the seeds' variables are understood`() throws {
    let options = try options([
      "PORT": "8123", "MIN_DELAY": "3", "MAX_DELAY": "7", "ERROR_PROBABILITY": "0.3",
      "API_USERNAME": "root", "API_PASSWORD": "secret", "HOME": "/root",
    ])
    #expect(options.port == 8123)
    #expect(options.length == .range(.seconds(3)...(.seconds(7))))
    #expect(options.failure == 0.3)
    #expect(options.credentials == Credentials(username: "root", password: "secret"))
  }

  @Test(arguments: ["STATUS_DELAY", "TRANSLATION_DELAY"])
  func `a delay is in milliseconds`(name: String) throws {
    #expect(try options([name: "1500"]).length == .either([.milliseconds(1500)]))
  }

  @Test func `what is not said is as in the profile`() throws {
    #expect(try options(["MIN_DELAY": "9"]).length == .range(.seconds(9)...(.seconds(15))))
    #expect(try options(["MAX_DELAY": "9"]).length == .range(.seconds(5)...(.seconds(9))))
    let credentials = try options(["API_PASSWORD": "secret"]).credentials
    #expect(credentials == Credentials(username: "admin", password: "secret"))
    #expect(try options(["PORT": ""]).port == 0)
  }

  @Test(arguments: [
    ("jobtop", ["API_PASSWORD": "secret"], Credentials(token: "secret")),
    (
      "slurm", ["API_USERNAME": "ann", "API_PASSWORD": "secret"],
      Credentials(username: "ann", token: "secret")
    ),
  ])
  func `where a token is asked for the password is that token`(
    name: String,
    environment: [String: String],
    credentials: Credentials
  ) throws {
    let profile = try #require(Profile.builtIn(name))
    var options = SimulatorOptions()
    try options.apply(environment: environment, profile: profile)
    #expect(options.credentials == credentials)
  }

  @Test(arguments: [
    (["PORT": "70000"], "PORT", "70000", "0 to 65535"),
    (["PORT": "80.5"], "PORT", "80.5", "0 to 65535"),
    (["STATUS_DELAY": "soon"], "STATUS_DELAY", "soon", "milliseconds, from 0"),
    (["MIN_DELAY": "-1"], "MIN_DELAY", "-1", "seconds, from 0"),
    (["MIN_DELAY": "20"], "MIN_DELAY", "20", "at most MAX_DELAY, which is 15.0 s"),
    (["MAX_DELAY": "2"], "MAX_DELAY", "2", "at least MIN_DELAY, which is 5.0 s"),
    (["ERROR_PROBABILITY": "nan"], "ERROR_PROBABILITY", "nan", "a number from 0 to 1"),
  ])
  func `a value that makes no sense is refused by name`(
    environment: [String: String],
    name: String,
    given: String,
    allowed: String
  ) {
    #expect(throws: JobFailure.invalid(name: name, given: given, allowed: allowed)) {
      try options(environment)
    }
  }

  @Test func `an address that others can reach needs credentials, or a word that it does not`()
    throws
  {
    let profile = try #require(Profile.builtIn("envelope"))
    var options = SimulatorOptions()
    options.host = "0.0.0.0"
    let refusal = JobFailure.invalid(
      name: "--host",
      given: "0.0.0.0",
      allowed:
        "a loopback address such as 127.0.0.1; others need --keys, API_PASSWORD (none that everyone can read in the profile) or --allow-anonymous"
    )
    #expect(throws: refusal) { try JobServer(profile: profile, options: options) }
    options.allowsAnonymous = true
    #expect(throws: Never.self) { try JobServer(profile: profile, options: options) }
    options.allowsAnonymous = false
    options.host = "127.0.0.2"
    #expect(throws: Never.self) { try JobServer(profile: profile, options: options) }
  }

  @Test(arguments: [
    ([:], false), (["API_PASSWORD": ""], false), (["API_USERNAME": "ann"], false),
    (["API_PASSWORD": "password"], false), (["API_PASSWORD": "secret"], true),
  ])
  func `what everyone can read in a profile lets nobody in from elsewhere`(
    environment: [String: String],
    isEnough: Bool
  ) throws {
    let profile = try #require(Profile.builtIn("basic"))
    var options = try options(environment)
    #expect(throws: Never.self) { try JobServer(profile: profile, options: options) }
    options.host = "0.0.0.0"
    let server = try? JobServer(profile: profile, options: options)
    #expect((server != nil) == isEnough)
  }

  private func options(_ environment: [String: String]) throws -> SimulatorOptions {
    let profile = try #require(Profile.builtIn("basic"))
    var options = SimulatorOptions()
    try options.apply(environment: environment, profile: profile)
    return options
  }
}
