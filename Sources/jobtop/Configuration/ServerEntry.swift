import JobModel
import JobProfile
import Yams

/// A server as a line of `config.yaml`, which stays otherwise as it was written.
struct ServerEntry {
  let name: String
  let url: String
  let profile: String
  var username: String?
  var passwordFile: String?

  /// The text of a configuration with this server in it.
  /// - Throws: `CommandFailure` where it does not find its place, with what to write by hand.
  func added(to text: String, path: String) throws -> String {
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "A server has a name of one letter at least.")
    }
    let file = try ConfigurationFile(parsing: text, path: path)
    guard file.server(named: name) == nil else {
      throw CommandFailure(
        .configuration,
        "\(path) has a server \(name) already; give this one another name."
      )
    }
    if let other = file.servers.first(where: isTheSame) {
      throw CommandFailure(
        .configuration,
        "\(path) has this server already, as \(other.name)."
      )
    }
    let new = inserted(into: text)
    guard let read = try? ConfigurationFile(parsing: new, path: path),
      read.servers.count == file.servers.count + 1, read.keys.count == file.keys.count,
      read.server(named: name)?.settings[.url]?.text == url
    else {
      throw CommandFailure(
        .configuration,
        "\(path) is written in a way that jobtop does not add to; write there: servers: {\(line)}"
      )
    }
    return new
  }

  /// Whether a server of the file is that one under another name.
  private func isTheSame(_ server: ConfigurationFile.Server) -> Bool {
    let other = server.settings.mapValues(\.text)
    let address = other[.url].map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    return address == url && other[.profile] ?? ProfileLibrary.defaultName == profile
      && other[.username] == username
  }

  private func inserted(into text: String) -> String {
    guard let root = (try? Node.tree(of: text))?.mapping else {
      return text + (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + "servers:\n  \(line)\n"
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let (key, value) = root.first(where: { $0.key.string == "servers" }) else {
      let end = text.hasSuffix("\n") ? "" : "\n"
      return text + end + "servers:\n  \(line)\n"
    }
    let first = value.mapping?.first?.key.mark
    if let mark = key.mark, let brace = brace(after: mark, before: first, in: lines) {
      var characters = Array(lines[brace.line])
      let separator = first == nil ? "" : ", "
      characters.insert(contentsOf: line + separator, at: brace.column + 1)
      lines[brace.line] = String(characters)
    } else if let first {
      let indent = String(repeating: " ", count: first.column - 1)
      lines.insert(indent + line, at: first.line - 1)
    }
    return lines.joined(separator: "\n")
  }

  /// The brace that opens a mapping, between its name and its first key, where it has one.
  ///
  /// Yams does not tell how a mapping was written.
  private func brace(
    after name: Mark,
    before first: Mark?,
    in lines: [String]
  ) -> (line: Int, column: Int)? {
    for line in lines.indices.dropFirst(name.line - 1) {
      let begin = line == name.line - 1 ? name.column : 0
      let text = Array(lines[line]).prefix { $0 != "#" }
      guard let column = text.indices.dropFirst(begin).first(where: { text[$0] == "{" }) else {
        if let first, first.line - 1 <= line { return nil }
        continue
      }
      if let first, (first.line - 1, first.column - 1) < (line, column) { return nil }
      return (line, column)
    }
    return nil
  }

  private var line: String {
    var parts = ["url: \(quoted(url))", "profile: \(plain(profile))"]
    if let username { parts.append("username: \(plain(username))") }
    if let passwordFile { parts.append("password_file: \(quoted(passwordFile))") }
    return "\(plain(name)): {\(parts.joined(separator: ", "))}"
  }

  /// Without quotes where YAML reads a word that way.
  private func plain(_ text: String) -> String {
    let isWord =
      text.first?.isLetter == true
      && text.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0))
      }
    return isWord
      && !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
      ? text : quoted(text)
  }

  private func quoted(_ text: String) -> String { JSON.string(text).description }
}

extension ServerEntry {
  /// A short name for a server that has none: the first part of its host, or the address.
  static func name(for url: String) -> String {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let address = rest.prefix { $0 != "/" }
    let host = address.prefix { $0 != ":" }
    let isNumeric = host.allSatisfy { $0.isNumber || $0 == "." } || host.hasPrefix("[")
    return isNumeric ? String(address) : String(host.prefix { $0 != "." })
  }
}
