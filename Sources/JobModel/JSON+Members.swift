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

  /// The time of a member in seconds, where there is one: from none to some thirty years, as a file may
  /// say anything.
  package func duration(_ name: String) -> Duration? {
    self[name]?.double.map { .seconds(min(max(0, $0), 1e9)) }
  }

  /// The instant of a member, where there is one.
  package func instant(_ name: String) -> Timestamp? {
    self[name]?.string.flatMap { Timestamp(iso8601: $0) }
  }
}
