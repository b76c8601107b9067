/// Waits for what another process does.
package enum Waiting {
  /// Returns once that holds; thirty seconds at most.
  /// - Throws: `TooLong`.
  package static func until(_ isSo: () throws -> Bool) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(30))
    while clock.now < deadline {
      if try isSo() { return }
      try await clock.sleep(for: .milliseconds(10))
    }
    throw TooLong()
  }

  /// It did not come to be.
  package struct TooLong: Error {}
}
