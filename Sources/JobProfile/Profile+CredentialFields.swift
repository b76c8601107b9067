import HTTPTypes

extension Profile {
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
