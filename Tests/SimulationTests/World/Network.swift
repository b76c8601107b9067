import HTTPTypes
import JobClient
import JobModel
import JobProfile
import TestSupport

/// What lies between client and server, as far as it remembers anything.
struct Network: Sendable {
  /// An answer that is held back until another one has overtaken it.
  var heldBack: (flight: Flight, answer: WireAnswer)?
  /// What requests without a body mean to the server: jobs are asked about often.
  private var routes: [WireRequest: Route] = [:]

  mutating func route(of request: WireRequest, _ profile: Profile) -> Route {
    guard request.body == nil else { return profile.route(request) }
    if let known = routes[request] { return known }
    let route = profile.route(request)
    routes[request] = route
    return route
  }
}

/// The way of a request to the server and of its answer back.
extension World {
  /// The usual time from one end to the other.
  mutating func latency() -> Duration { dice.seconds(0.002...0.06) }

  /// A request leaves the client.
  mutating func send(_ number: RequestNumber, _ request: WireRequest, _ limits: RequestLimits) {
    let route = network.route(of: request, plan.dialect.profile)
    let what = Asked(route, plan.dialect)
    witness.asked(what, number, client?.pending.count ?? 0, now)
    overseer.asked(what, by: acting, now)
    let flight = Flight(epoch: epoch, number: number, request: request, route: route)
    let timeout = Occurrence.noAnswer(epoch: epoch, number, .timedOut(limits.time))
    agenda.add(timeout, at: now.advanced(by: limits.time))
    if strikes(.dropRequest) { return lose(flight) }
    var time = latency()
    if strikes(.delay) { time += dice.seconds(0.1...9) }
    agenda.add(.arrival(flight), at: now.advanced(by: time))
    // What sits between repeats only what may be repeated (RFC 9110 §9.2.2).
    if request.method == .get, strikes(.duplicate) {
      var echo = flight
      echo.isEcho = true
      agenda.add(.arrival(echo), at: now.advanced(by: time + dice.seconds(0...2)))
    }
  }

  /// A request does not reach the server: nobody hears of it, or the connection breaks, or none
  /// comes about.
  private mutating func lose(_ flight: Flight) {
    let failures: [TransportFailure?] = [
      nil, .broken("reset by peer"), .notConnected("connection refused"),
    ]
    guard let failure = dice.pick(failures) ?? nil else { return }
    let failed = Occurrence.noAnswer(epoch: flight.epoch, flight.number, failure)
    agenda.add(failed, at: now.advanced(by: latency()))
  }

  /// A request reaches the server.
  mutating func arrive(_ flight: Flight) {
    if let until = server.hangsUntil, until > now {
      // A server that hangs may have done what it was asked before it did.
      guard dice.falls(0.5) else { return }
      let answer = serve(flight)
      return agenda.add(.reply(flight, answer), at: until.advanced(by: latency()))
    }
    if let until = server.refusesUntil, until > now {
      return send(throttled(until), to: flight)
    }
    if isBroken(flight.route) { return send(serverError(), to: flight) }
    if strikes(.serverError) {
      if dice.falls(0.5) { _ = serve(flight) }
      return send(serverError(), to: flight)
    }
    if !flight.wasHeld, let time = holdTime(of: flight) {
      var held = flight
      held.wasHeld = true
      return agenda.add(.arrival(held), at: now.advanced(by: time))
    }
    send(serve(flight), to: flight)
  }

  /// Whether the job that it asks about is one of those that the server fails on.
  private func isBroken(_ route: Route) -> Bool {
    switch route {
    case .operation(.status, let values), .longPoll(let values):
      server.broken.contains(values["id"]?.text.map { JobID($0) } ?? .only)
    default: false
    }
  }

  private mutating func serve(_ flight: Flight) -> WireAnswer {
    let (answer, life) = server.answer(flight.route, at: now, &dice)
    if let life { follow(life) }
    noteCancelled(by: flight)
    return answer
  }

  /// A job that was cancelled has changed.
  private mutating func noteCancelled(by flight: Flight) {
    guard case .operation(.cancel, let values) = flight.route,
      let id = values["id"]?.text, let life = server.life(of: JobID(id)), life.cancelled == now
    else { return }
    tellChange(of: life)
  }

  /// An answer leaves the server.
  mutating func send(_ answer: WireAnswer, to flight: Flight) {
    guard !flight.isEcho else { return }
    let flightEnd = Occurrence.noAnswer(
      epoch: flight.epoch,
      flight.number,
      .broken("reset by peer")
    )
    if strikes(.dropAnswer) {
      if dice.falls(0.5) { agenda.add(flightEnd, at: now.advanced(by: latency())) }
      return
    }
    var answer = answer
    if strikes(.cut) {
      guard dice.falls(0.5) else { return agenda.add(flightEnd, at: now.advanced(by: latency())) }
      answer.body = Array(answer.body.prefix(answer.body.count / 2))
    }
    if strikes(.garbage) { answer = garbage(instead: answer) }
    var time = latency()
    if strikes(.delay) { time += dice.seconds(0.1...9) }
    let arrival = Occurrence.answer(epoch: flight.epoch, flight.number, answer)
    if network.heldBack == nil, plan.rates[.reorder] != nil, !isCalm, dice.falls(0.2) {
      network.heldBack = (flight, answer)
      return agenda.add(arrival, at: now.advanced(by: time + .seconds(3)))
    }
    agenda.add(arrival, at: now.advanced(by: time))
    if let held = network.heldBack {
      network.heldBack = nil
      note(.reorder)
      let late = Occurrence.answer(epoch: held.flight.epoch, held.flight.number, held.answer)
      agenda.add(late, at: now.advanced(by: time + .milliseconds(1)))
    }
    if strikes(.duplicate) { agenda.add(arrival, at: now.advanced(by: time + latency())) }
  }
}

// What stands in the place of a good answer.
extension World {
  private mutating func throttled(_ until: Timestamp) -> WireAnswer {
    let left = now.duration(to: until)
    var answer = WireAnswer(code: dice.falls(0.8) ? 429 : 503, body: Array("slow down".utf8))
    answer.headers[.date] = now.advanced(by: server.skew).httpDate
    if dice.falls(0.2) {
      // The next whole second: a date has no smaller part.
      let end = until.advanced(by: server.skew + .seconds(1))
      answer.headers[.retryAfter] = end.httpDate
    } else {
      answer.headers[.retryAfter] = String(Int(left.inSeconds.rounded(.up)))
    }
    return answer
  }

  private mutating func serverError() -> WireAnswer {
    let code = dice.pick([500, 502, 503, 504]) ?? 500
    return WireAnswer(
      code: code,
      headers: [.contentType: "text/html"],
      body: Array("<h1>\(code) Bad Gateway</h1>".utf8)
    )
  }

  private mutating func garbage(instead answer: WireAnswer) -> WireAnswer {
    // Not an empty one: where the client chooses the id that is a good answer to a create.
    let bodies = ["<html>Sign in to the hotel's network</html>", "{\"a\":", "[]", "null"]
    if dice.falls(0.2) {
      let bytes = (0..<20).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
      return WireAnswer(code: 200, body: bytes)
    }
    return WireAnswer(code: 200, body: Array((dice.pick(bodies) ?? "").utf8))
  }

  /// For how long a long poll is held; nothing for what is no long poll, or has news at once.
  private func holdTime(of flight: Flight) -> Duration? {
    guard case .longPoll(let values) = flight.route,
      let life = values["id"]?.text.flatMap({ server.life(of: JobID($0)) }),
      let change = life.nextChange(after: now), let longest = plan.dialect.profile.longestHold
    else { return nil }
    return min(longest, now.duration(to: change))
  }
}
