/// A value on the heap that is never changed in place: a copy costs a reference.
///
/// For what is large and kept in several places at once. A job takes two hundred bytes, and the
/// client, each update on its way, the table and its past hold the same one.
package struct Shared<Value: Sendable>: Sendable {
  @usableFromInline
  final class Box: Sendable {
    @usableFromInline let value: Value

    @inlinable
    init(_ value: Value) {
      self.value = value
    }
  }

  @usableFromInline let box: Box

  @inlinable
  package init(_ value: Value) {
    box = Box(value)
  }

  @inlinable package var value: Value {
    _read { yield box.value }
  }
}

extension Shared: Equatable where Value: Equatable {
  @inlinable
  package static func == (left: Shared, right: Shared) -> Bool {
    left.box === right.box || left.value == right.value
  }
}

extension Shared: Hashable where Value: Hashable {
  @inlinable
  package func hash(into hasher: inout Hasher) {
    hasher.combine(value)
  }
}
