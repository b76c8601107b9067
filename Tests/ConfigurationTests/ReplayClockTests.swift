import JobModel
import Synchronization
import TestSupport
import Testing

@testable import jobtop

struct ReplayClockTests {
  /// The time of the world, by hand.
  private final class World: Sendable {
    let instant = Mutex(ContinuousClock.now)

    func pass(_ seconds: Int) { instant.withLock { $0 = $0.advanced(by: .seconds(seconds)) } }
  }

  @Test func `it goes faster, stands, and goes on where it stood`() {
    let world = World()
    let clock = ReplayClock(start: .sampleNow, speed: 4) { world.instant.withLock { $0 } }
    func passed() -> Duration { Timestamp.sampleNow.duration(to: clock.now) }
    let end = Timestamp.sampleNow.advanced(by: .seconds(100))
    world.pass(10)
    #expect(passed() == .seconds(40) && clock.wait(until: end) == .seconds(15))
    clock.setSpeed(0)
    world.pass(3600)
    #expect(passed() == .seconds(40) && clock.wait(until: end) == nil)
    clock.setSpeed(0.5)
    #expect(passed() == .seconds(40) && clock.wait(until: end) == .seconds(120))
    world.pass(120)
    #expect(clock.now == end)
    world.pass(1)
    #expect(clock.wait(until: end) == .zero)
  }
}
