import HTTPTypes

extension Profile {
  /// Whether its credentials have a user's name.
  package var asksForUsername: Bool {
    switch auth {
    case .none, .bearer: false
    case .basic: true
    case .headers(let samples):
      samples.contains { $0.value.holes.contains { $0.fact.name == .username } }
    }
  }

  /// The header fields that carry its credentials, as in `Authorization`.
  package var credentialFields: [String] {
    switch auth {
    case .none: []
    case .basic, .bearer: ["Authorization"]
    case .headers(let samples):
      samples.filter { sample in
        sample.value.holes.contains { [.token, .password].contains($0.fact.name) }
      }.map(\.name.rawName)
    }
  }
}
