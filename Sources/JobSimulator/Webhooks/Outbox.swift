/// The messages to one webhook that are on their way, and how far all before them have arrived.
struct Outbox {
  /// Up to which revision changes were taken out.
  var known: Int
  /// How many messages of each revision are not done with; a fault may send one twice.
  private var open: [Int: Int] = [:]
  /// How many messages are being sent or wait to be sent again.
  private var count = 0
  /// Who waits for room for one more.
  private var waiter: CheckedContinuation<Void, Never>?
  /// How many requests are under way.
  private var requests = 0
  /// Messages whose turn has not come.
  private var queue: [CheckedContinuation<Void, Never>] = []

  /// The most messages at a time: while a URL does not answer, changes wait in the simulation.
  private static let capacity = 256
  /// The most requests at a time to one URL.
  private static let width = 16

  /// Nothing is on its way; all up to that revision has arrived.
  init(known: Int) {
    self.known = known
  }

  /// Up to which revision all is done with.
  var told: Int { open.keys.min().map { min(known, $0 - 1) } ?? known }

  /// Whether no message is on its way.
  var isEmpty: Bool { count == 0 }

  /// Whether another message has to wait.
  var isFull: Bool { count >= Self.capacity }

  /// Takes a message in.
  mutating func add(_ revision: Int) {
    open[revision, default: 0] += 1
    count += 1
  }

  /// A message has arrived or was given up, or, not done, was left when the server stopped.
  mutating func settle(_ revision: Int, isDone: Bool) {
    count -= 1
    if isDone {
      let rest = (open[revision] ?? 1) - 1
      open[revision] = rest > 0 ? rest : nil
    }
    waiter?.resume()
    waiter = nil
  }

  /// Resumes when there may be room.
  mutating func waitForRoom(_ waiter: CheckedContinuation<Void, Never>) {
    if isFull { self.waiter = waiter } else { waiter.resume() }
  }

  /// Resumes when a request may begin.
  mutating func begin(_ request: CheckedContinuation<Void, Never>) {
    guard requests >= Self.width else {
      requests += 1
      return request.resume()
    }
    queue.append(request)
  }

  /// A request has ended; the next one begins.
  mutating func end() {
    if queue.isEmpty { requests -= 1 } else { queue.removeFirst().resume() }
  }
}
