/// Facts that few of many values have: eight bytes where there are none.
package struct Rare<Facts: RareFacts>: Hashable, Sendable {
  @usableFromInline var shared: Shared<Facts>?

  /// Begins without any.
  @inlinable
  package init() {}

  /// The facts as they stand.
  @inlinable package var facts: Facts {
    get { shared?.value ?? Facts() }
    set {
      guard newValue != facts else { return }
      shared = newValue == Facts() ? nil : Shared(newValue)
    }
  }
}

/// What can be had rarely.
package protocol RareFacts: Hashable, Sendable {
  /// None of it.
  init()
}
