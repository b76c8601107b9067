import HTTPTypes

extension ProfileReader {
  /// Header fields of a request in which a secret is typed.
  mutating func checkSecrets(in headers: [HeaderSample], _ entry: Section.Entry?) {
    for header in headers where header.value.holes.isEmpty {
      let name = header.name.rawName
      checkSecret(named: name, line: entry?.node.line(of: name) ?? entry?.line ?? 1)
    }
  }

  /// Reports a constant whose name says that it is a secret.
  mutating func checkSecret(named name: String, line: Int) {
    let letters = name.lowercased().filter { $0 != "-" && $0 != "_" }
    let isSecret =
      Self.secretNames.contains(letters) || Self.secretEnds.contains { letters.hasSuffix($0) }
    guard isSecret else { return }
    check.report(
      "`\(name)` holds a secret; say under `auth` where it goes, as in {X-Api-Key: \"{token}\"}, and "
        + "give it by JOBTOP_TOKEN or JOBTOP_PASSWORD.",
      line: line
    )
  }

  private static let secretNames: Set = ["authorization", "proxyauthorization", "cookie", "token"]
  private static let secretEnds = [
    "apikey", "accesskey", "accesstoken", "authtoken", "secret", "password",
  ]
}
