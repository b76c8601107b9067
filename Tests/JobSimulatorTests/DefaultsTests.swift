import HTTPTypes
import JobModel
import JobProfile
import Testing

/// Ports, delays and odds with which a server starts are those of the real one.
struct DefaultsTests {
  @Test(arguments: [
    ("socketio", "3000", 2.0...5.0, 0.5), ("webhook", "8080", 15.0...15.0, 0.2),
    ("envelope", "8080", 5.0...15.0, 0.5), ("ratelimited", "3000", 10.0...10.0, 0.1),
    ("basic", "8000", 5.0...15.0, 0.2), ("accepted", "5000", 60.0...300.0, 0.5),
    ("client-id", "5000", 6.0...6.0, 0), ("hint", "3000", 10.0...10.0, 0.1),
    ("websocket", "8080", 5.0...5.0, 0),
  ])
  func `what is drawn has the real server's bounds`(
    name: String,
    port: String,
    seconds: ClosedRange<Double>,
    failure: Double
  ) throws {
    let profile = try #require(Profile.builtIn(name))
    let range = Duration.seconds(seconds.lowerBound)...Duration.seconds(seconds.upperBound)
    #expect(profile.simulation.duration == .range(range))
    #expect(profile.simulation.failure == .probability(failure))
    #expect(profile.url == "http://127.0.0.1:\(port)")
  }

  @Test(arguments: [
    ("socketio-rooms", "5000", "delay", 10), ("longpoll", "8000", "processing_duration", 5),
    ("listing", "5000", "duration", 10),
  ])
  func `a length that the client says has a default`(
    name: String,
    port: String,
    input: String,
    standard: JSON
  ) throws {
    let profile = try #require(Profile.builtIn(name))
    #expect(profile.simulation.duration == .input(input))
    #expect(profile.inputs.first { $0.name == input }?.defaultValue == standard)
    #expect(profile.url == "http://127.0.0.1:\(port)")
  }

  @Test func `only the server with credentials of its own asks for them by itself`() {
    let asking = Profile.builtInNames.filter {
      Profile.builtIn($0)?.simulation.credentials != nil
    }
    #expect(asking == ["basic"])
  }
}
