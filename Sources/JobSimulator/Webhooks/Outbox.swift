import DequeModule

/// The messages to one webhook that are on their way.
struct Outbox {
  /// Up to which revision changes were taken out.
  var known: Int
  /// What is not done with, by revision; a fault may send one twice.
  private var open: [Int: (message: Announcement, copies: Int)] = [:]
  /// How many messages are being sent or wait to be sent again.
  private var count = 0
  /// Who waits for room for one more.
  private var waiter: CheckedContinuation<Void, Never>?
  /// How many requests are under way.
  private var requests = 0
  /// Messages whose turn has not come.
  private var queue: Deque<CheckedContinuation<Void, Never>> = []

  /// Whether the last request found nobody: then one at a time tries whether that is still so.
  private var isSilent = false
  /// Whether the last request did not get through.
  private(set) var isFailing = false

  /// The most requests at a time to one URL.
  private static let width = 16

  /// Nothing is on its way.
  init(known: Int) {
    self.known = known
  }

  /// What has not arrived, the oldest first.
  var waiting: [Announcement] { open.values.map(\.message).sorted { $0.revision < $1.revision } }

  /// Whether no message is on its way.
  var isEmpty: Bool { count == 0 }

  /// How many more messages there may be where so many are allowed.
  func room(of capacity: Int) -> Int { max(0, capacity - count) }

  /// Takes a message in.
  mutating func add(_ message: Announcement) {
    open[message.revision, default: (message, 0)].copies += 1
    count += 1
  }

  /// A message has arrived or was given up, or, not done, was left when the server stopped.
  /// - Returns: Whether no copy of it is on its way any more.
  mutating func settle(_ revision: Int, isDone: Bool) -> Bool {
    count -= 1
    waiter?.resume()
    waiter = nil
    guard isDone, let copies = open[revision]?.copies else { return false }
    if copies > 1 { open[revision]?.copies = copies - 1 } else { open[revision] = nil }
    return copies == 1
  }

  /// Resumes when there is one message less.
  mutating func waitForRoom(_ waiter: CheckedContinuation<Void, Never>) {
    self.waiter = waiter
  }

  /// Resumes when a request may begin.
  mutating func begin(_ request: CheckedContinuation<Void, Never>) {
    queue.append(request)
    admit()
  }

  /// A request has ended, with the code of its answer or without one; others begin.
  mutating func end(_ code: Int?) {
    requests -= 1
    isSilent = code == nil
    isFailing = code.map { !(200..<300).contains($0) } ?? true
    admit()
  }

  private mutating func admit() {
    let width = isSilent ? 1 : Self.width
    while requests < width, let request = queue.popFirst() {
      requests += 1
      request.resume()
    }
  }
}
