import JobModel
import Testing

@testable import jobtop

struct SimulatorEnvironmentTests {
  @Test(arguments: [
    (["PORT": "3000"], SimulatorEnvironment(port: 3000)),
    (["PORT": "0"], SimulatorEnvironment(port: 0)),
    (["PORT": ""], SimulatorEnvironment()),
    (["STATUS_DELAY": "15000"], .init(duration: .seconds(15)...(.seconds(15)))),
    (["TRANSLATION_DELAY": "500"], .init(duration: .milliseconds(500)...(.milliseconds(500)))),
    (["MIN_DELAY": "3", "MAX_DELAY": "7"], .init(duration: .seconds(3)...(.seconds(7)))),
    (["MIN_DELAY": "0.5"], .init(duration: .milliseconds(500)...(.seconds(15)))),
    (["MIN_DELAY": "20"], .init(duration: .seconds(20)...(.seconds(20)))),
    (["MAX_DELAY": "2"], .init(duration: .seconds(2)...(.seconds(2)))),
    (["MAX_DELAY": "30"], .init(duration: .seconds(5)...(.seconds(30)))),
    (["ERROR_PROBABILITY": "0.3"], .init(failure: 0.3)),
    (["ERROR_PROBABILITY": "1"], .init(failure: 1)),
    (
      ["API_USERNAME": "ann", "API_PASSWORD": "a:b"],
      .init(username: "ann", password: Secret("a:b"))
    ),
    (
      ["STATUS_DELAY": "5000", "MIN_DELAY": "5", "MAX_DELAY": "5"],
      .init(duration: .seconds(5)...(.seconds(5)))
    ),
  ])
  func `each variable counts in the unit of its seed`(
    environment: [String: String],
    expected: SimulatorEnvironment
  ) throws {
    #expect(try SimulatorEnvironment(environment: environment) == expected)
  }

  @Test func `the environment comes before the file`() throws {
    let dotEnv = try DotEnv(parsing: "PORT=1\nERROR_PROBABILITY=0.5\nAPI_USERNAME=file")

    let environment = try SimulatorEnvironment(
      environment: ["PORT": "2", "API_USERNAME": ""],
      dotEnv: dotEnv
    )

    #expect(environment == SimulatorEnvironment(port: 2, failure: 0.5, username: "file"))
  }

  @Test(arguments: [
    ("PORT", "80a", "a whole number from 0 to 65535"),
    ("PORT", "65536", "a whole number from 0 to 65535"),
    ("PORT", "-1", "a whole number from 0 to 65535"),
    ("STATUS_DELAY", "-1", "milliseconds, a whole number from 0 to 86400000"),
    ("TRANSLATION_DELAY", "1.5", "milliseconds, a whole number from 0 to 86400000"),
    ("MIN_DELAY", "soon", "seconds, a number from 0 to 86400"),
    ("MAX_DELAY", "nan", "seconds, a number from 0 to 86400"),
    ("ERROR_PROBABILITY", "1.1", "a number from 0 to 1"),
    ("ERROR_PROBABILITY", "50%", "a number from 0 to 1"),
    ("API_USERNAME", "a:b", "a name without a colon"),
  ])
  func `a value that makes no sense is refused with what is allowed`(
    name: String,
    value: String,
    allowed: String
  ) {
    let failure = #expect(throws: ConfigurationFailure.self) {
      try SimulatorEnvironment(environment: [name: value])
    }
    #expect(failure?.description == "\(name) cannot be “\(value)”: \(allowed).")
  }

  @Test func `delays that contradict each other are refused`() {
    let failure = #expect(throws: ConfigurationFailure.self) {
      try SimulatorEnvironment(
        environment: [
          "STATUS_DELAY": "1000", "TRANSLATION_DELAY": "2000", "MIN_DELAY": "9", "MAX_DELAY": "8",
        ]
      )
    }
    #expect(
      failure?.description == """
        MIN_DELAY cannot be “9”: at most MAX_DELAY, 8 s.
        STATUS_DELAY and TRANSLATION_DELAY say different things: one of them.
        """
    )
  }

  @Test func `a mistake in the file is named with its line`() throws {
    let dotEnv = try DotEnv(parsing: "\nPORT=no", file: "/srv/.env")

    let failure = #expect(throws: ConfigurationFailure.self) {
      try SimulatorEnvironment(environment: [:], dotEnv: dotEnv)
    }

    #expect(
      failure?.description
        == "/srv/.env:2: PORT cannot be “no”: a whole number from 0 to 65535."
    )
  }
}
