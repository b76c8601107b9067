/// An optional value in eight bytes, where `Optional` takes nine and with them sixteen.
///
/// The least number stands for nothing; a value that would be that one becomes the next.
@frozen
@propertyWrapper
public struct Compact<Value: Compactible>: Hashable, Sendable {
  @usableFromInline var number: Int64

  /// Holds a value, or nothing.
  @inlinable
  public init(wrappedValue: Value? = nil) {
    number = wrappedValue.map { Swift.max($0.compactNumber, .min + 1) } ?? .min
  }

  /// The value; nothing where there is none.
  @inlinable public var wrappedValue: Value? {
    get { number == .min ? nil : Value(compactNumber: number) }
    set { self = Compact(wrappedValue: newValue) }
  }
}

/// A value that is one number.
public protocol Compactible {
  /// The value of that number.
  init(compactNumber: Int64)

  /// The number.
  var compactNumber: Int64 { get }
}

extension Timestamp: Compactible {
  /// Takes nanoseconds.
  @inlinable
  public init(compactNumber: Int64) { self.init(nanoseconds: compactNumber) }

  /// Nanoseconds.
  @inlinable public var compactNumber: Int64 { nanoseconds }
}

extension Duration: Compactible {
  /// Takes nanoseconds.
  public init(compactNumber: Int64) { self = .nanoseconds(compactNumber) }

  /// Whole nanoseconds.
  public var compactNumber: Int64 { wholeNanoseconds }
}

extension Int: Compactible {
  /// Takes the same number.
  @inlinable
  public init(compactNumber: Int64) { self.init(compactNumber) }

  /// The same number.
  @inlinable public var compactNumber: Int64 { Int64(self) }
}
