import HTTPTypes

/// What its credentials are, and where they go.
extension Profile {
  /// Whether its credentials are a token: a bearer's, or one in a header field of its own.
  public var asksForToken: Bool { asks(for: .token) }

  /// Whether its credentials have a password.
  package var asksForPassword: Bool { asks(for: .password) }

  /// Whether its credentials have a user's name.
  package var asksForUsername: Bool { asks(for: .username) }

  /// The header fields that carry secrets, as in `Authorization`.
  package var secretFields: [String] {
    switch auth {
    case .none: []
    case .basic, .bearer: ["Authorization"]
    case .headers(let samples):
      samples.filter { $0.holds(.token) || $0.holds(.password) }.map(\.name.rawName)
    }
  }

  private func asks(for fact: Fact.Name) -> Bool {
    switch auth {
    case .none: false
    case .basic: fact == .username || fact == .password
    case .bearer: fact == .token
    case .headers(let samples): samples.contains { $0.holds(fact) }
    }
  }
}

extension HeaderSample {
  fileprivate func holds(_ fact: Fact.Name) -> Bool {
    value.holes.contains { $0.fact.name == fact }
  }
}
