import HTTPTypes
import Yams

extension ProfileReader {
  /// Header fields of a request in which a secret is typed.
  mutating func checkSecrets(in headers: [HeaderSample], _ entry: Section.Entry?) {
    for header in headers where header.value.holes.isEmpty {
      let name = header.name.rawName
      checkSecret(named: name, line: entry?.node.line(of: name) ?? entry?.line ?? 1)
    }
  }

  /// Members of a body in which a secret is typed.
  mutating func checkSecrets(in body: Node) {
    switch body {
    case .scalar, .alias: return
    case .sequence(let nodes): for node in nodes { checkSecrets(in: node) }
    case .mapping(let pairs):
      for (key, value) in pairs {
        checkSecrets(in: value)
        guard let name = key.scalar?.string, let text = value.scalar?.string else { continue }
        if !value.isNothing, !text.contains("{") { checkSecret(named: name, line: key.line) }
      }
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
