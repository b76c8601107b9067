/// An instant on the wall clock, in nanoseconds since 1970-01-01T00:00:00Z.
///
/// Ranges from the year 1677 to 2262; arithmetic that would leave the range stops at its end. For
/// Foundation it is `Date(timeIntervalSince1970: timestamp.seconds)`.
public struct Timestamp: InstantProtocol, Hashable, Sendable, Codable {
  /// Nanoseconds since 1970-01-01T00:00:00Z, negative before it.
  public var nanoseconds: Int64

  /// Makes an instant from nanoseconds since 1970.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Makes an instant from seconds since 1970; a value that is not finite becomes 1970 itself.
  public init(seconds: Double) {
    let scaled = (seconds * 1e9).rounded()
    nanoseconds = scaled.isFinite ? Int64(clamping: scaled) : 0
  }

  /// 1970-01-01T00:00:00Z.
  public static let epoch = Timestamp(nanoseconds: 0)

  /// Later than any instant of a job.
  public static let distantFuture = Timestamp(nanoseconds: .max)

  /// Seconds since 1970.
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  /// The instant that much later; stops at the end of the range.
  public func advanced(by duration: Duration) -> Timestamp {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
    guard overflow else { return Timestamp(nanoseconds: sum) }
    return Timestamp(nanoseconds: duration < .zero ? .min : .max)
  }

  /// The time from this instant to the other, negative when that one is earlier.
  public func duration(to other: Timestamp) -> Duration {
    let (difference, overflow) = other.nanoseconds.subtractingReportingOverflow(nanoseconds)
    guard overflow else { return .nanoseconds(difference) }
    return .nanoseconds(other < self ? Int64.min : Int64.max)
  }

  /// Earlier comes first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Reads nanoseconds.
  public init(from decoder: any Decoder) throws {
    nanoseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes nanoseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }
}

extension Int64 {
  /// The nearest representable whole number.
  init(clamping value: Double) {
    if value >= Double(Int64.max) {
      self = .max
    } else if value <= Double(Int64.min) {
      self = .min
    } else {
      self = Int64(value)
    }
  }
}
