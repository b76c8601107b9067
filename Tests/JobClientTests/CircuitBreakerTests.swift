import JobModel
import Testing

@testable import JobClient

/// What keeps all requests back while everything fails.
@Suite struct CircuitBreakerTests {
  private let now = Timestamp(seconds: 1_000_000)

  private func later(_ seconds: Int) -> Timestamp { now.advanced(by: .seconds(seconds)) }

  @Test func `one failure makes it half-open, a pause opens it, and its end makes it half-open`() {
    var breaker = CircuitBreaker()
    #expect(breaker.state(at: now) == .closed)
    breaker.failed(sentAt: now, at: now, holdingFor: nil)
    #expect(breaker.state(at: now) == .halfOpen)
    #expect(!breaker.hasOpened)
    breaker.failed(sentAt: later(1), at: later(1), holdingFor: .seconds(4))
    #expect(breaker.state(at: later(2)) == .open(until: later(5)))
    #expect(breaker.state(at: later(5)) == .halfOpen)
    #expect(breaker.hasOpened)
  }

  @Test func `a good answer closes it, also before the pause is over`() {
    var breaker = CircuitBreaker()
    breaker.failed(sentAt: now, at: now, holdingFor: .seconds(30))
    let isClosed = breaker.succeeded(at: later(1))
    #expect(isClosed)
    #expect(breaker.state(at: later(1)) == .closed)
    #expect(!breaker.hasOpened)
    #expect(breaker.failures == 0)
  }

  @Test func `a server that asked to wait is left alone whatever it answers meanwhile`() {
    var breaker = CircuitBreaker()
    breaker.quieten(for: .seconds(30), at: now)
    breaker.failed(sentAt: now, at: now, holdingFor: .seconds(30))
    let isClosedEarly = breaker.succeeded(at: later(1))
    #expect(!isClosedEarly)
    #expect(breaker.state(at: later(29)) == .open(until: later(30)))
    let isClosed = breaker.succeeded(at: later(31))
    #expect(isClosed)
  }

  @Test func `requests that were under way together are one failure`() {
    var breaker = CircuitBreaker()
    for _ in 1...16 { breaker.failed(sentAt: now, at: later(10), holdingFor: .seconds(1)) }
    #expect(breaker.failures == 1)
    #expect(breaker.state(at: later(12)) == .halfOpen)
  }

  @Test func `the third answer in a row that means failure opens it, and after that each one`() {
    var breaker = CircuitBreaker()
    var opened: [Bool] = []
    for second in 0..<5 {
      opened.append(breaker.opensNext)
      let pause: Duration? = breaker.opensNext ? .milliseconds(500) : nil
      breaker.failed(sentAt: later(second), at: later(second), holdingFor: pause)
    }
    #expect(opened == [false, false, true, true, true])
  }
}
