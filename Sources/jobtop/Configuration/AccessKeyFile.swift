import Foundation
import JobModel
import JobProfile
import JobSimulator
import Yams

/// The file of `serve --keys`: who may do what, and how often.
///
/// ```yaml
/// dashboards: {token: 9f1c…, role: reader, rate: 600/1m}
/// ci: {username: ci, password: …, role: writer}
/// ```
struct AccessKeyFile {
  let keys: [AccessKey]

  /// Reads the file, which only its owner may read.
  /// - Throws: `ConfigurationFailure` with all of its mistakes.
  init(path: String) throws(ConfigurationFailure) {
    let data = try SecretFile(path: path, place: .file(path)).contents()
    var reader = Reader(path: path)
    keys = reader.keys(in: String(decoding: data, as: UTF8.self))
    guard reader.mistakes.isEmpty else { throw ConfigurationFailure(reader.mistakes) }
    guard !keys.isEmpty else {
      throw ConfigurationFailure(.file(path), "it has no keys", right: Reader.example)
    }
  }

  private struct Reader {
    static let example = "as in ci: {token: …, role: writer, rate: 600/1m}"

    let path: String
    var mistakes: [ConfigurationFailure.Mistake] = []

    mutating func keys(in text: String) -> [AccessKey] {
      let root: Node?
      do {
        root = try Node.tree(of: text)
      } catch {
        add(error)
        return []
      }
      guard let mapping = root?.mapping else {
        add(1, "it holds no keys", right: Self.example)
        return []
      }
      var owners: [Credentials: String] = [:]
      return mapping.compactMap { name, node in
        guard let key = key(name, node) else { return nil }
        // Of two the role of the last one would hold.
        if let other = owners.updateValue(key.name, forKey: key.credentials) {
          let line = name.mark?.line ?? 1
          add(line, "\(other) and \(key.name) have the same secret", right: "one for each")
        }
        return key
      }
    }

    /// Never what stands there: it is secret.
    private mutating func add(_ error: any Error) {
      switch error {
      case YamlError.scanner(_, let problem, let mark, _),
        YamlError.parser(_, let problem, let mark, _),
        YamlError.composer(_, let problem, let mark, _):
        add(mark.line, "it is no YAML (\(problem))", right: Self.example)
      case YamlError.duplicatedKeysInMapping(_, let context):
        add(context.mark.line, "a name is given twice, first here", right: "another name")
      default: add(1, "it is no YAML", right: Self.example)
      }
    }

    private mutating func key(_ name: Node, _ node: Node) -> AccessKey? {
      let line = name.mark?.line ?? 1
      guard let title = name.string, let mapping = node.mapping else {
        add(line, "a key has a name and what belongs to it", right: Self.example)
        return nil
      }
      var credentials = Credentials()
      var role: AccessKey.Role?
      var limit: RateLimit?
      for (member, value) in mapping {
        let line = member.mark?.line ?? line
        let text = value.scalar?.string ?? ""
        switch member.string ?? "" {
        case "token": credentials.token = text
        case "username": credentials.username = text
        case "password": credentials.password = text
        case "role":
          role = AccessKey.Role(rawValue: text)
          if role == nil { add(line, "role cannot be “\(text)”", right: Self.roles) }
        case "rate":
          limit = Self.limit(text)
          if limit == nil {
            add(line, "rate cannot be “\(text)”", right: "requests in a time, as in 600/1m")
          }
        case let other:
          add(line, "\(other) is unknown", right: "known are password, rate, role, token, username")
        }
      }
      if credentials.token ?? "" == "", credentials.password ?? "" == "" {
        add(line, "\(title) has no secret", right: "a token, or a username and a password")
      }
      guard let role else {
        if !mapping.contains(where: { $0.key.string == "role" }) {
          add(line, "\(title) has no role", right: Self.roles)
        }
        return nil
      }
      return AccessKey(name: title, credentials: credentials, role: role, limit: limit)
    }

    private static let roles = AccessKey.Role.allCases.map(\.rawValue).joined(separator: " or ")

    private static func limit(_ text: String) -> RateLimit? {
      let parts = text.split(separator: "/")
      guard parts.count == 2, let requests = Int(parts[0]), requests > 0,
        let window = Duration(written: parts[1]), window > .zero
      else { return nil }
      return RateLimit(requests: requests, window: window)
    }

    private mutating func add(_ line: Int, _ problem: String, right: String) {
      mistakes.append(.init(.line(file: path, line), problem, right: right))
    }
  }
}
