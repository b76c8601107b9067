import JobClient
import JobModel

/// Who uses the client: what was asked for and has no reply yet.
struct User: Sendable {
  private var lastTicket = 0
  /// Calls without a reply.
  private(set) var callers: [Ticket: Call] = [:]

  /// What was asked for.
  enum Call: Sendable, Equatable {
    case create
    case wait(deadline: Timestamp?)
    case other
  }

  /// Whether nobody waits for anything.
  var isContent: Bool { callers.isEmpty }

  /// Those who wait for a job's end.
  var waiters: [Ticket] {
    callers.filter { if case .wait = $0.value { true } else { false } }.keys.sorted()
  }

  mutating func call(_ call: Call) -> Ticket {
    lastTicket += 1
    let ticket = Ticket(value: lastTicket)
    callers[ticket] = call
    return ticket
  }

  mutating func replied(_ ticket: Ticket) { callers[ticket] = nil }

  /// They ended with their program.
  mutating func forgetCallers() { callers = [:] }
}
