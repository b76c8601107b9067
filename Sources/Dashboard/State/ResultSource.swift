import JobModel

/// What came out of a job, as something that can be opened or saved.
package enum ResultSource: Hashable, Sendable {
  /// It lies there; `http` or `https`.
  case url(String)
  /// The server told it, as a text or as JSON.
  case value(JSON)

  /// The result of a job; a path is one of its server's.
  ///
  /// Nothing where there is none.
  package init?(of job: Job, on server: ServerDescription?) {
    guard let result = job.result, result != .null else { return nil }
    guard let text = result.string else {
      self = .value(result)
      return
    }
    let folded = text.prefix(8).lowercased()
    if folded.hasPrefix("http://") || folded.hasPrefix("https://") {
      self = .url(text)
    } else if text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains(" "), let server {
      self = .url(server.url + text)
    } else {
      self = .value(result)
    }
  }

  /// What a file of it is called: the last part of its path, else the job's id.
  func fileName(for job: Job) -> String {
    switch self {
    case .url(let url):
      let path = url.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "?" && $0 != "#" }
      let last = path.split(separator: "/").dropFirst().last.map(String.init) ?? ""
      let name = ResultSource.harmless(last)
      // A name such as “result” says nothing: the job's id goes in front of it.
      return name.contains(".") ? name : ResultSource.named(job, name.isEmpty ? "result" : name)
    case .value(.string): return ResultSource.named(job, "result.txt")
    case .value: return ResultSource.named(job, "result.json")
    }
  }

  /// The saving of it to the current folder.
  package func download(of job: Job) -> Download {
    let content: Download.Content =
      switch self {
      case .url(let url): .url(url)
      case .value(.string(let text)): .bytes(Array(text.utf8))
      case .value(let value): .bytes(value.bytes)
      }
    return Download(run: job.run, server: job.server, content: content, name: fileName(for: job))
  }

  private static func named(_ job: Job, _ ending: String) -> String {
    let id = harmless(job.jobID?.rawValue ?? "")
    return (id.isEmpty ? harmless(job.server) : id) + "-" + ending
  }

  /// Only letters, digits, hyphens, underlines and dots; none in front, and not too long.
  private static func harmless(_ text: String) -> String {
    let kept = text.prefix(100).map { character -> Character in
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      return isPlain || "-_.".contains(character) ? character : "_"
    }
    return String(String(kept).drop { $0 == "." || $0 == "-" })
  }
}
