@preconcurrency import Dispatch
import Glibc
import JobModel

/// A clock that knows when its machine slept.
package protocol SleepingClock: JobClock {
  /// For how long the machine has slept since it was started.
  var asleep: Duration { get }

  /// One element whenever the machine may have slept since the last one; ends when the waiting task is
  /// cancelled. Nobody is woken for it in between.
  func awakenings() -> AsyncStream<Void>
}

/// What a client knows of its machine's sleep.
struct MachineSleep: Sendable {
  let clock: any SleepingClock
  private var asleep: Duration

  /// Nothing where the clock knows of no sleep.
  init?(of clock: any JobClock) {
    guard let clock = clock as? any SleepingClock else { return nil }
    self.clock = clock
    asleep = clock.asleep
  }

  /// Connections outlive a nap; a busy machine is as late.
  private static let nap = Duration.seconds(5)

  /// Whether the machine has slept, and not just for a moment, since that was asked last.
  mutating func hasEnded() -> Bool {
    let now = clock.asleep
    defer { asleep = now }
    return now - asleep > Self.nap
  }
}

extension WatcherDriver {
  /// Has the loop look whether the machine has slept whenever it may have.
  func follow(_ sleep: MachineSleep) async {
    for await _ in sleep.clock.awakenings() { commands.yield(.awoke) }
  }
}

extension SystemClock: SleepingClock {
  /// What the clock that goes on while the machine sleeps is ahead of the one that does not
  /// (clock_gettime(2)).
  package var asleep: Duration {
    // Read first, it is not ahead by the time between the two.
    let awake = Self.nanoseconds(CLOCK_MONOTONIC)
    return .nanoseconds(max(0, Self.nanoseconds(CLOCK_BOOTTIME) - awake))
  }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Those of a timer by the wall clock that is never due, and cancelled whenever that clock is set, as
  /// the kernel sets it after sleep.
  package func awakenings() -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      guard let timer = NeverTimer() else { return continuation.finish() }
      let queue = DispatchQueue(label: "jobtop.machine-sleep")
      let source = DispatchSource.makeReadSource(fileDescriptor: timer.descriptor, queue: queue)
      source.setEventHandler {
        timer.rearm()
        continuation.yield()
      }
      source.setCancelHandler { close(timer.descriptor) }
      continuation.onTermination = { _ in source.cancel() }
      source.activate()
    }
  }
}

/// A timer that only ever becomes readable because the wall clock was set (timerfd_create(2)).
private struct NeverTimer: Sendable {
  let descriptor: Int32

  private typealias Create = @convention(c) (clockid_t, Int32) -> Int32
  private typealias Set =
    @convention(c) (Int32, Int32, UnsafePointer<itimerspec>, UnsafeMutablePointer<itimerspec>?) ->
    Int32
  private let set: Set

  // TFD_TIMER_ABSTIME and TFD_TIMER_CANCEL_ON_SET; TFD_NONBLOCK and TFD_CLOEXEC are those of open(2).
  private static let isAbsolute: Int32 = 1
  private static let endsWhenSet: Int32 = 2

  /// Nothing where the kernel gives none.
  init?() {
    // Swift's module of the C library leaves <sys/timerfd.h> out.
    guard let create = dlsym(nil, "timerfd_create"), let set = dlsym(nil, "timerfd_settime") else {
      return nil
    }
    self.set = unsafeBitCast(set, to: Set.self)
    descriptor = unsafeBitCast(create, to: Create.self)(CLOCK_REALTIME, O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    rearm()
  }

  /// Takes note of what made it readable, and waits for the next time.
  func rearm() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, MemoryLayout.size(ofValue: count))
    var never = itimerspec()
    // In the year 2262.
    never.it_value.tv_sec = .max / 1_000_000_000
    _ = set(descriptor, Self.isAbsolute | Self.endsWhenSet, &never, nil)
  }
}
