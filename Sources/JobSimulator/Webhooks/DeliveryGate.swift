import DequeModule

/// Lets requests to receivers begin, so many at a time: hosts take turns, and those of a host come in
/// their order.
///
/// ```
///  begin ─► a queue for each host ─► turns ─► at most 16 to a host, 256 in all ─► end
/// ```
struct DeliveryGate {
  private let limits: WebhookLimits
  private var running: [String: Int] = [:]
  private var count = 0
  private var queues: [String: Deque<CheckedContinuation<Void, Never>>] = [:]
  /// Hosts with requests that wait, of which one may begin as far as the host is concerned.
  private var turns: Deque<String> = []

  init(_ limits: WebhookLimits) {
    self.limits = limits
  }

  /// Resumes when a request to that host may begin.
  mutating func begin(_ host: String, _ request: CheckedContinuation<Void, Never>) {
    if queues[host] == nil, hasRoom(host) { turns.append(host) }
    queues[host, default: []].append(request)
    admit()
  }

  /// A request to that host has ended.
  mutating func end(_ host: String) {
    let isBack = !hasRoom(host) && queues[host] != nil
    let rest = (running[host] ?? 1) - 1
    running[host] = rest > 0 ? rest : nil
    count -= 1
    if isBack { turns.append(host) }
    admit()
  }

  private func hasRoom(_ host: String) -> Bool {
    running[host] ?? 0 < limits.requestsPerHost
  }

  private mutating func admit() {
    while count < limits.requests, let host = turns.popFirst() {
      guard let request = queues[host]?.popFirst() else { continue }
      if queues[host]?.isEmpty == true { queues[host] = nil }
      running[host, default: 0] += 1
      count += 1
      if queues[host] != nil, hasRoom(host) { turns.append(host) }
      request.resume()
    }
  }
}
