extension JSON {
  /// A member that is missing or makes no sense.
  package struct MemberError: Error, Hashable, CustomStringConvertible {
    package let description: String

    package init(description: String) {
      self.description = description
    }
  }

  /// The text of a member that must be there.
  package func needed(_ name: String) throws(MemberError) -> String {
    guard let text = self[name]?.text else {
      throw MemberError(description: "\"\(name)\" is missing")
    }
    return text
  }

  /// The instant of a member, where there is one.
  package func instant(_ name: String) -> Timestamp? {
    self[name]?.string.flatMap { Timestamp(iso8601: $0) }
  }

  /// A time in seconds, to a microsecond; what is less than none is none, and none is longer than some
  /// thirty years: whoever wrote it, sums with it must be possible.
  package var duration: Duration? {
    double.flatMap { seconds in
      guard !seconds.isNaN else { return nil }
      return .microseconds(Int64((min(max(0, seconds), 1e9) * 1e6).rounded()))
    }
  }
}
