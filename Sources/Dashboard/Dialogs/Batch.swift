import JobModel

/// Many jobs that are started with the same inputs under one label, at once or at a pace.
struct Batch: Hashable, Sendable {
  let server: String
  let inputs: [String: JSON]
  /// What they have in common; each is numbered behind it, as in `28 of 40`.
  let label: String
  let count: Int
  /// Jobs a second; nothing: all at once.
  let rate: Double?
  /// How many were started.
  private(set) var started = 0
  /// When the first of them was.
  private var begin: Timestamp

  /// More than these at once is a mistake of the hand rather than a wish.
  static let most = 10_000
  /// More often than that nothing is started, however many a second are wanted.
  private static let step = 0.1

  init(_ order: CreateOrder, on server: String, at now: Timestamp) {
    self.server = server
    inputs = order.inputs
    label = order.label
    count = order.count
    rate = order.rate
    begin = now
  }

  /// How many are still to be started.
  var remaining: Int { count - started }

  /// When the next of them is due; nothing where all are started.
  var due: Timestamp? {
    guard remaining > 0 else { return nil }
    guard let rate else { return begin }
    let seconds = max(Double(started) / rate, started == 0 ? 0 : lastStep + Batch.step)
    return begin.advanced(by: .nanoseconds(Int64((seconds * 1e9).rounded(.up))))
  }

  /// Those whose time has come.
  mutating func takeDue(at now: Timestamp) -> [Draft] {
    guard let due, due <= now else { return [] }
    guard let rate else { return takeAll() }
    let seconds = begin.duration(to: now).inSeconds
    lastStep = seconds
    return take(min(remaining, Int(seconds * rate) + 1 - started))
  }

  /// Everything that is left.
  mutating func takeAll() -> [Draft] { take(remaining) }

  /// Lets time stand still for a while.
  mutating func postpone(by duration: Duration) { begin = begin.advanced(by: duration) }

  private var lastStep = 0.0

  private mutating func take(_ number: Int) -> [Draft] {
    guard number > 0 else { return [] }
    let numbers = started + 1...started + number
    started += number
    return numbers.map { Draft(inputs: inputs, label: numbered($0)) }
  }

  private func numbered(_ number: Int) -> String? {
    guard count > 1 || !label.isEmpty else { return nil }
    guard count > 1 else { return label }
    return (label.isEmpty ? "" : label + " ") + "\(number) of \(count)"
  }
}
